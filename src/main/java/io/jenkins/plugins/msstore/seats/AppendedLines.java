package io.jenkins.plugins.msstore.seats;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of lines that only grows. What was appended outlives the process, however that ends; a last line that was written
 * in part is taken away when the file is opened again.
 */
final class AppendedLines implements Closeable {

    private static final int TAIL_BYTES = 8192;

    private final FileChannel file;

    private AppendedLines(FileChannel file) {
        this.file = file;
    }

    /**
     * Opens a file for appending; makes it where it is not there.
     */
    static AppendedLines open(Path path) throws IOException {
        if (Files.exists(path)) {
            cutTornLine(path);
        }
        return new AppendedLines(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    private static void cutTornLine(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            long end = file.length();
            byte[] tail = new byte[TAIL_BYTES];
            while (end > 0) {
                int length = (int) Math.min(TAIL_BYTES, end);
                file.seek(end - length);
                file.readFully(tail, 0, length);
                for (int i = length - 1; i >= 0; i--) {
                    if (tail[i] == '\n') {
                        file.setLength(end - length + i + 1);
                        return;
                    }
                }
                end -= length;
            }
            file.setLength(0);
        }
    }

    /**
     * Appends whole lines in one go.
     *
     * @param lines each with {@code \n} at its end
     */
    void append(CharSequence lines) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString());
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /** Makes what was appended outlive the machine too. */
    void force() throws IOException {
        file.force(false);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Takes a line. */
    @FunctionalInterface
    interface LineReader {
        void line(String text) throws IOException;
    }

    /** Reads a file's whole lines from its beginning. */
    static void read(Path path, LineReader reader) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(path)) {
            for (String line; (line = in.readLine()) != null; ) {
                reader.line(line);
            }
        }
    }
}
