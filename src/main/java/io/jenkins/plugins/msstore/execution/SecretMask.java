package io.jenkins.plugins.msstore.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.util.Secret;
import io.jenkins.plugins.msstore.util.UnusableFileException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.zip.CRC32;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Masks the secrets of a build's credentials bindings in text that is stored or shown, as the build's log does. Must be
 * applied before text becomes JSON or CSV: an escaped secret would not be recognized.
 */
@Restricted(NoExternalUse.class)
public final class SecretMask {

    /** Masks nothing. */
    public static final SecretMask NONE = new SecretMask(null);

    /** Replaces a secret, as in the log. */
    private static final String MASKED = "****";

    /** Marks the place where a text was shortened. */
    private static final char CUT = '…';

    /**
     * The minimum length of the part of a secret that is masked at the end of a shortened text; a shorter one may be a
     * coincidence.
     */
    private static final int MIN_CUT_SECRET = 8;

    /** Keys of plain values that are never masked: paths and digests are of no use if they are changed. */
    private static final Set<String> PATHS_AND_DIGESTS = Set.of("file", "files", "planDigest", "reports", "sha256");

    /** The file of an operation's work folder that holds the secrets, encrypted. */
    private static final String FILE = "masked-secrets";

    private static final int CHECKSUM_DIGITS = 8;

    private final Pattern secrets;

    private SecretMask(Pattern secrets) {
        this.secrets = secrets;
    }

    /** Masks the texts that a pattern finds.
     *
     * @param secrets null or empty if there are no secrets
     */
    static SecretMask of(@CheckForNull Pattern secrets) {
        return secrets == null || secrets.pattern().isEmpty() ? NONE : new SecretMask(secrets);
    }

    /**
     * Masks a text.
     *
     * @param text null stays null
     */
    public String mask(@CheckForNull String text) {
        if (secrets == null || text == null) {
            return text;
        }
        return maskCut(secrets.matcher(text).replaceAll(MASKED));
    }

    /**
     * Masks all texts in a result except paths and digests.
     *
     * @param plainValues maps, lists, texts and values without text; null stays null
     * @return a copy if there are secrets to mask
     */
    public Object maskValues(@CheckForNull Object plainValues) {
        if (secrets == null) {
            return plainValues;
        }
        if (plainValues instanceof String text) {
            return mask(text);
        }
        if (plainValues instanceof List<?> list) {
            List<Object> masked = new ArrayList<>();
            list.forEach(item -> masked.add(maskValues(item)));
            return masked;
        }
        return plainValues instanceof Map<?, ?> map ? maskMap(map) : plainValues;
    }

    /** Same as {@link #maskValues} for a map. */
    @NonNull
    public Map<String, Object> maskMap(@NonNull Map<?, ?> plainValues) {
        Map<String, Object> masked = new LinkedHashMap<>();
        plainValues.forEach(
                (key, value) -> masked.put((String) key, PATHS_AND_DIGESTS.contains(key) ? value : maskValues(value)));
        return masked;
    }

    /** Masks secrets that a shortened text contains only in part: such a part ends where the text was shortened. */
    private String maskCut(String text) {
        int cut = text.indexOf(CUT);
        if (cut < 0) {
            return text;
        }
        StringBuilder masked = new StringBuilder();
        Matcher matcher = secrets.matcher(text);
        int from = 0;
        while (cut >= 0) {
            int start = startOfCutSecret(matcher, from, cut);
            masked.append(text, from, start);
            if (start < cut) {
                masked.append(MASKED);
            }
            from = cut;
            cut = text.indexOf(CUT, cut + 1);
        }
        return masked.append(text, from, text.length()).toString();
    }

    /** The index where the beginning of a secret starts that reaches up to the end; the end if there is none. */
    private static int startOfCutSecret(Matcher matcher, int from, int end) {
        for (int start = from; start <= end - MIN_CUT_SECRET; start++) {
            if (!matcher.region(start, end).lookingAt() && matcher.hitEnd()) {
                return start;
            }
        }
        return end;
    }

    /**
     * Stores the mask, encrypted, for a report that is archived after the step has ended.
     *
     * @param folder the operation's work folder
     */
    public void save(@NonNull Path folder) throws IOException {
        if (secrets == null) {
            return;
        }
        String pattern = secrets.pattern();
        try (FileOutputStream out = new FileOutputStream(folder.resolve(FILE).toFile())) {
            out.write(Secret.fromString(checksum(pattern) + pattern)
                    .getEncryptedValue()
                    .getBytes(StandardCharsets.UTF_8));
            out.getFD().sync();
        }
    }

    /**
     * Loads the mask that {@link #save} stored; {@link #NONE} if none was stored.
     *
     * @throws IOException if the mask cannot be read; then text that it would mask must not be shown
     */
    @NonNull
    public static SecretMask load(@NonNull Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return NONE;
        }
        // damaged bytes must become damaged text, and no error that quotes them
        String stored = Secret.toString(Secret.decrypt(new String(bytes(file), StandardCharsets.UTF_8)));
        if (stored != null && stored.length() > CHECKSUM_DIGITS) {
            String pattern = stored.substring(CHECKSUM_DIGITS);
            if (stored.startsWith(checksum(pattern))) {
                return of(compiled(pattern));
            }
        }
        throw new IOException("cannot read the secrets to mask from " + FILE);
    }

    private static byte[] bytes(Path file) throws UnusableFileException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UnusableFileException(file, e);
        }
    }

    private static Pattern compiled(String pattern) throws IOException {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            // without the cause: its message contains the pattern
            throw new IOException("the file of secrets to mask is damaged");
        }
    }

    private static String checksum(String pattern) {
        CRC32 checksum = new CRC32();
        checksum.update(pattern.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", checksum.getValue());
    }
}
