package io.jenkins.plugins.msstore.simulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The content delivery network that holds the packages' files, on an origin of its own. Its URLs are signed and expire; a
 * request with an {@code Authorization} header is refused, because a token of the Store must never be sent to the CDN.
 * Serves parts of files by {@code Range} and {@code If-Range} (RFC 9110, sections 13.1.5 and 14.2).
 */
final class Cdn {
    /** The first segment of every path. */
    static final String FOLDER = "packages";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final Pattern FROM = Pattern.compile("bytes=(\\d{1,18})-");

    private final Catalog catalog;
    private final Supplier<String> origin;
    private final Duration lifetime;
    private volatile byte[] key = newKey();

    /**
     * @param origin the CDN's URL without a slash at its end
     * @param lifetime the lifetime of a URL
     */
    Cdn(Catalog catalog, Supplier<String> origin, Duration lifetime) {
        this.catalog = catalog;
        this.origin = origin;
        this.lifetime = lifetime;
    }

    /** A URL of a package's file, valid for the CDN's lifetime of URLs. */
    String sign(AppPackage file, Instant now) {
        String name = file.packageFullName();
        long expires = now.plus(lifetime).getEpochSecond();
        return origin.get() + "/" + FOLDER + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8) + "?expires="
                + expires + "&signature=" + signature(name, expires);
    }

    /** Expires all URLs signed so far. */
    void expireAll() {
        key = newKey();
    }

    Answer answer(Call call) {
        if (call.headers().get("Authorization") != null) {
            return text(400, "A request with a token does not belong here");
        }
        if (!isSigned(call)) {
            return text(403, "The signature has expired");
        }
        Optional<FileContent> found = files().filter(
                        file -> file.packageFullName().equals(call.target().item()))
                .map(AppPackage::content)
                .findFirst();
        return found.map(file -> serve(call, file)).orElse(text(404, "No such file"));
    }

    private static Answer serve(Call call, FileContent file) {
        long from = from(call, file);
        if (from >= file.size() && from > 0) {
            return text(416, "The file ends before").withHeader("Content-Range", "bytes */" + file.size());
        }
        Answer answer = from == 0
                ? Answer.ofFile(200, new FileSlice(file, 0))
                : Answer.ofFile(206, new FileSlice(file, from))
                        .withHeader("Content-Range", "bytes " + from + "-" + (file.size() - 1) + "/" + file.size());
        return answer.withHeader("ETag", file.entityTag()).withHeader("Accept-Ranges", "bytes");
    }

    /** The offset at which the answer begins; 0 without a range, or if the client's part is of another edition of the file. */
    private static long from(Call call, FileContent file) {
        String range = call.headers().get("Range");
        String condition = call.headers().get("If-Range");
        Matcher matcher = FROM.matcher(range == null ? "" : range);
        boolean applies = condition == null || condition.equals(file.entityTag());
        return matcher.matches() && applies ? Long.parseLong(matcher.group(1)) : 0;
    }

    private boolean isSigned(Call call) {
        String expires = call.parameter("expires");
        if (expires == null || !expires.matches("\\d{1,18}")) {
            return false;
        }
        long end = Long.parseLong(expires);
        return call.receivedAt().getEpochSecond() < end
                && signature(call.target().item(), end).equals(call.parameter("signature"));
    }

    private Stream<AppPackage> files() {
        return catalog.all().stream()
                .flatMap(book -> book.product().packages().stream())
                .flatMap(file -> Stream.concat(Stream.of(file), file.dependencies().stream()));
    }

    private String signature(String name, long expires) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal((name + "/" + expires).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + ALGORITHM, e);
        }
    }

    private static byte[] newKey() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static Answer text(int status, String text) {
        return Answer.ofText(status, "text/plain; charset=utf-8", text);
    }
}
