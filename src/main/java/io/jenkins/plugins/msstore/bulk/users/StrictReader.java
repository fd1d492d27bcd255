package io.jenkins.plugins.msstore.bulk.users;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes a users file: UTF-8 with or without a byte order mark, or UTF-16 with one. Malformed text is an error with its line,
 * because a name with a replacement character would be another user. An Excel workbook is an error, too.
 */
final class StrictReader extends Reader {

    /** Marks malformed text: U+FFFF is not a character, so no text contains it. */
    private static final char MALFORMED = '\uFFFF';

    /** The first bytes of a ZIP file, as an .xlsx file is. */
    private static final int[] ZIP = {'P', 'K', 3, 4};

    /** The first bytes of an OLE file, as an .xls file is. */
    private static final int[] OLE = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};

    private static final int MAX_SIGNATURE = OLE.length;

    private final Reader in;
    private final Charset charset;
    private final String fileName;
    private final UsersFileLimits limits;

    private StrictReader(InputStream in, Charset charset, String fileName, UsersFileLimits limits) {
        this.in = new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)
                        .replaceWith(String.valueOf(MALFORMED)));
        this.charset = charset;
        this.fileName = fileName;
        this.limits = limits;
    }

    /**
     * Detects the encoding.
     *
     * @param fileName the name of the file in errors
     * @param limits count the characters
     * @throws UsersFileException for a workbook of Excel
     */
    static StrictReader open(InputStream in, String fileName, UsersFileLimits limits) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(in);
        bytes.mark(MAX_SIGNATURE);
        byte[] head = bytes.readNBytes(MAX_SIGNATURE);
        bytes.reset();
        if (startsWith(head, ZIP)) {
            throw workbook(fileName, "is an Excel workbook (.xlsx) or another ZIP file");
        }
        if (startsWith(head, OLE)) {
            throw workbook(fileName, "is an old Excel workbook (.xls)");
        }
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

    private static UsersFileException workbook(String fileName, String problem) {
        return new UsersFileException(fileName, problem + ", not text: save the users in Excel as 'CSV UTF-8'");
    }

    private static boolean startsWith(byte[] head, int... signature) {
        if (head.length < signature.length) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            if ((head[i] & 0xFF) != signature[i]) {
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
        if (c == MALFORMED) {
            throw new UsersFileException(
                    fileName,
                    limits.line(),
                    "is not " + charset + " text: save the file as UTF-8 (in Excel as 'CSV UTF-8')");
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
