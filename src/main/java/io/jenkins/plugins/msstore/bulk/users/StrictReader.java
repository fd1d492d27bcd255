package io.jenkins.plugins.msstore.bulk.users;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Decodes a users file: UTF-8 with or without a byte order mark, or UTF-16 with one. Malformed text is an error with its line,
 * because a name with a replacement character would be another user.
 */
final class StrictReader extends Reader {

    /** The character that Java's decoders put in place of malformed text. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final int MAX_BYTE_ORDER_MARK = 3;

    private final Reader in;
    private final Charset charset;
    private final String fileName;
    private final UsersFileLimits limits;

    private StrictReader(InputStream in, Charset charset, String fileName, UsersFileLimits limits) {
        this.in = new InputStreamReader(in, charset);
        this.charset = charset;
        this.fileName = fileName;
        this.limits = limits;
    }

    /**
     * Detects the encoding.
     *
     * @param fileName the name of the file in errors
     * @param limits count the characters
     */
    static StrictReader open(InputStream in, String fileName, UsersFileLimits limits) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(in);
        bytes.mark(MAX_BYTE_ORDER_MARK);
        byte[] head = bytes.readNBytes(MAX_BYTE_ORDER_MARK);
        bytes.reset();
        Charset charset = StandardCharsets.UTF_8;
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            bytes.skipNBytes(3);
        } else if (startsWith(head, 0xFE, 0xFF)) {
            bytes.skipNBytes(2);
            charset = StandardCharsets.UTF_16BE;
        } else if (startsWith(head, 0xFF, 0xFE)) {
            bytes.skipNBytes(2);
            charset = StandardCharsets.UTF_16LE;
        }
        return new StrictReader(bytes, charset, fileName, limits);
    }

    private static boolean startsWith(byte[] head, int... mark) {
        if (head.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((head[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        for (int i = offset; i < offset + count; i++) {
            check(target[i]);
        }
        return count;
    }

    private void check(char c) throws UsersFileException {
        limits.count(c);
        if (c == REPLACEMENT) {
            throw new UsersFileException(fileName, limits.line(), "is not " + charset + " text");
        }
        if (c == 0) {
            throw new UsersFileException(
                    fileName, limits.line(), "holds NUL characters: UTF-16 text must begin with a byte order mark");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
