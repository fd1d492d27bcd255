package io.jenkins.plugins.msstore.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.util.Secret;
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
 * Replaces the secrets of a build's credentials bindings in text that outlives the operation, as the build's log does. Must
 * see text before it becomes JSON or CSV: an escaped secret is another text.
 */
@Restricted(NoExternalUse.class)
public final class SecretMask {

    /** Masks nothing. */
    public static final SecretMask NONE = new SecretMask(null);

    /** What stands for a secret; the log has the same. */
    private static final String MASKED = "****";

    /** Ends a text that was cut to a length. */
    private static final char CUT = '…';

    /** The beginning of a secret that is shorter than this is no more than a coincidence. */
    private static final int MIN_CUT_SECRET = 8;

    /** Keys of plain values that are never masked: paths and digests, which must stay true to be of use. */
    private static final Set<String> PATHS_AND_DIGESTS = Set.of("file", "files", "reports", "sha256");

    /** The file of an operation's work folder that holds the secrets, encrypted. */
    private static final String FILE = "masked-secrets";

    private static final int CHECKSUM_DIGITS = 8;

    private final Pattern secrets;

    private SecretMask(Pattern secrets) {
        this.secrets = secrets;
    }

    /**
     * Masks what a pattern finds.
     *
     * @param secrets null or empty for no secrets
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
     * Masks all texts in a result but paths and digests.
     *
     * @param plainValues maps, lists, texts and what has no text in it; null stays null
     * @return a copy where there are secrets to mask
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

    /** As {@link #maskValues} for a map. */
    @NonNull
    public Map<String, Object> maskMap(@NonNull Map<?, ?> plainValues) {
        Map<String, Object> masked = new LinkedHashMap<>();
        plainValues.forEach(
                (key, value) -> masked.put((String) key, PATHS_AND_DIGESTS.contains(key) ? value : maskValues(value)));
        return masked;
    }

    /** A long secret in a text that was cut is no whole secret any more: what is left of it stands before the cut. */
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

    /** Where the rest of a text begins that is the beginning of a secret; the end where no such thing is. */
    private static int startOfCutSecret(Matcher matcher, int from, int end) {
        for (int start = from; start <= end - MIN_CUT_SECRET; start++) {
            if (!matcher.region(start, end).lookingAt() && matcher.hitEnd()) {
                return start;
            }
        }
        return end;
    }

    /**
     * Keeps what masking needs, encrypted, for a report that is made when the build is gone.
     *
     * @param folder the operation's work folder
     */
    public void keep(@NonNull Path folder) throws IOException {
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
     * The mask that {@link #keep} kept; {@link #NONE} where none was.
     *
     * @throws IOException where it cannot be read: what it would mask must not be shown then
     */
    @NonNull
    public static SecretMask keptIn(@NonNull Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return NONE;
        }
        // damaged bytes must become damaged text, and no error that quotes them
        String kept = Secret.toString(Secret.decrypt(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
        if (kept != null && kept.length() > CHECKSUM_DIGITS) {
            String pattern = kept.substring(CHECKSUM_DIGITS);
            if (kept.startsWith(checksum(pattern))) {
                return of(compiled(pattern));
            }
        }
        throw new IOException("the secrets to be masked cannot be read from " + FILE);
    }

    private static Pattern compiled(String pattern) throws IOException {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            // says what the pattern is
            throw new IOException("the secrets to be masked are damaged");
        }
    }

    private static String checksum(String pattern) {
        CRC32 checksum = new CRC32();
        checksum.update(pattern.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", checksum.getValue());
    }
}
