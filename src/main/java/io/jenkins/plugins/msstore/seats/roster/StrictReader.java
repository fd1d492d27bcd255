package io.jenkins.plugins.msstore.seats.roster;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text of a users file: UTF-8 with or without a byte order mark, or UTF-16 with one. Malformed text is an error that names
 * its line, never a replacement character, for that would be another user.
 */
final class StrictReader extends Reader {

    private static final int BUFFER_BYTES = 8192;

    /** More than any user, and any row of a table: who reads lines must not run out of memory for one that never ends. */
    private static final int MAX_LINE_CHARACTERS = 1 << 20;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).flip();
    private final CharBuffer chars = CharBuffer.allocate(BUFFER_BYTES).flip();
    private final String fileName;
    private long line = 1;
    private int lineCharacters;
    private char lastRead;
    private boolean endOfInput;

    private StrictReader(InputStream in, Charset charset, String fileName) {
        this.in = in;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.fileName = fileName;
    }

    /**
     * @param fileName what the file is called in errors
     */
    static StrictReader open(InputStream in, String fileName) throws IOException {
        PushbackInputStream pushback = new PushbackInputStream(in, 3);
        byte[] head = pushback.readNBytes(3);
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            return new StrictReader(pushback, StandardCharsets.UTF_8, fileName);
        }
        Charset charset = StandardCharsets.UTF_8;
        int markLength = 0;
        if (startsWith(head, 0xFE, 0xFF)) {
            charset = StandardCharsets.UTF_16BE;
            markLength = 2;
        } else if (startsWith(head, 0xFF, 0xFE)) {
            charset = StandardCharsets.UTF_16LE;
            markLength = 2;
        }
        pushback.unread(head, markLength, head.length - markLength);
        return new StrictReader(pushback, charset, fileName);
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
        if (length == 0) {
            return 0;
        }
        while (!chars.hasRemaining()) {
            if (!decodeMore()) {
                return -1;
            }
        }
        int count = Math.min(length, chars.remaining());
        chars.get(target, offset, count);
        return count;
    }

    /** Fills the character buffer; false at the end of the text. */
    private boolean decodeMore() throws IOException {
        if (endOfInput && !bytes.hasRemaining()) {
            return false;
        }
        fill();
        chars.clear();
        CoderResult result = decoder.decode(bytes, chars, endOfInput);
        chars.flip();
        countLines();
        if (result.isError()) {
            throw new UsersFileException(fileName, line, "is not " + decoder.charset() + " text");
        }
        return true;
    }

    private void countLines() throws UsersFileException {
        for (int i = chars.position(); i < chars.limit(); i++) {
            char c = chars.get(i);
            lineCharacters = c == '\r' || c == '\n' ? 0 : lineCharacters + 1;
            if (c == '\r' || c == '\n' && lastRead != '\r') {
                line++;
            } else if (lineCharacters > MAX_LINE_CHARACTERS) {
                throw new UsersFileException(fileName, line, "is longer than " + MAX_LINE_CHARACTERS + " characters");
            } else if (c == 0) {
                throw new UsersFileException(
                        fileName, line, "holds NUL characters: UTF-16 text must begin with a byte order mark");
            }
            lastRead = c;
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (read < 0) {
            endOfInput = true;
        } else {
            bytes.position(bytes.position() + read);
        }
        bytes.flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
