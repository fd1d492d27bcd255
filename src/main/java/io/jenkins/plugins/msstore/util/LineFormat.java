package io.jenkins.plugins.msstore.util;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Formats values as lines with a checksum: the CRC-32C of the JSON as eight hexadecimal digits, a space, and the value as
 * JSON, which contains no line feed.
 *
 * <pre>
 * b912333c {"line":"sent","first":25,"end":50}
 * </pre>
 *
 * @param <T> the type of the values
 */
public final class LineFormat<T> {

    private static final int DIGITS = 8;

    private final ObjectWriter writer;
    private final ObjectReader reader;

    /**
     * @param type the type of the values
     * @param json writes and reads the values
     */
    public LineFormat(Class<T> type, JsonMapper json) {
        writer = json.writerFor(type);
        reader = json.readerFor(type);
    }

    /** The bytes of a line, without the line feed. Characters that cannot be encoded are replaced. */
    byte[] write(T value) {
        try {
            // not with writeValueAsBytes, which rejects half a surrogate pair
            byte[] json = writer.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
            byte[] line = new byte[DIGITS + 1 + json.length];
            System.arraycopy(json, 0, line, DIGITS + 1, json.length);
            line[DIGITS] = ' ';
            int checksum = checksum(line, line.length);
            for (int i = 0; i < DIGITS; i++) {
                line[i] = digit(checksum, i);
            }
            return line;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line's value can be written as JSON", e);
        }
    }

    /**
     * Reads a line.
     *
     * @param line without the line feed
     * @return empty if the checksum is wrong or the JSON is not a value of the type
     */
    public Optional<T> read(byte[] line) {
        if (!hasValidChecksum(line, line.length)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(reader.readValue(line, DIGITS + 1, line.length - DIGITS - 1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether the first bytes of a text are a line with a valid checksum. */
    static boolean hasValidChecksum(byte[] text, int length) {
        if (length <= DIGITS || text[DIGITS] != ' ') {
            return false;
        }
        int checksum = checksum(text, length);
        for (int i = 0; i < DIGITS; i++) {
            if (text[i] != digit(checksum, i)) {
                return false;
            }
        }
        return true;
    }

    private static int checksum(byte[] line, int length) {
        CRC32C crc = new CRC32C();
        crc.update(line, DIGITS + 1, length - DIGITS - 1);
        return (int) crc.getValue();
    }

    private static byte digit(int checksum, int place) {
        return (byte) Character.forDigit(checksum >>> Integer.SIZE - Integer.BYTES * (place + 1) & 0xF, 16);
    }
}
