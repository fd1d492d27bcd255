package io.jenkins.plugins.msstore.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Splits request targets as RFC 3986 says: first at the delimiters; then each part is decoded on its own. */
final class PercentEncoding {
    private PercentEncoding() {}

    /**
     * The decoded segments of a path. A {@code +} in a path is a plus.
     *
     * @param encodedPath a path that starts with a slash
     * @return the segments; one empty segment for {@code /}
     * @throws IllegalArgumentException if an escape is malformed or the bytes are not UTF-8
     */
    static List<String> segments(String encodedPath) {
        List<String> segments = new ArrayList<>();
        for (String segment : encodedPath.substring(1).split("/", -1)) {
            segments.add(decode(segment, false));
        }
        return segments;
    }

    /**
     * The decoded parameters of a query or a form. A {@code +} in them is a space.
     *
     * @param encoded {@code name=value&…}, or null or empty for none
     * @return the values by name, both in the order they came in
     * @throws IllegalArgumentException if an escape is malformed or the bytes are not UTF-8
     */
    static Map<String, List<String>> parameters(String encoded) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (encoded == null || encoded.isEmpty()) {
            return parameters;
        }
        for (String pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1), true);
            parameters.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        }
        return parameters;
    }

    private static String decode(String encoded, boolean plusIsSpace) {
        if (encoded.indexOf('%') < 0 && !(plusIsSpace && encoded.indexOf('+') >= 0)) {
            return encoded;
        }
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length());
        byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                if (i + 2 >= bytes.length) {
                    throw new IllegalArgumentException("Incomplete escape in " + encoded);
                }
                decoded.write(hexDigit(bytes[i + 1], encoded) << 4 | hexDigit(bytes[i + 2], encoded));
                i += 2;
            } else {
                decoded.write(plusIsSpace && bytes[i] == '+' ? ' ' : bytes[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("Not UTF-8: " + encoded, e);
        }
    }

    private static int hexDigit(byte character, String encoded) {
        int digit = Character.digit(character, 16);
        if (digit < 0) {
            throw new IllegalArgumentException("Malformed escape in " + encoded);
        }
        return digit;
    }
}
