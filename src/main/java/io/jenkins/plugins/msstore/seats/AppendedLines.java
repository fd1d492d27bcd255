package io.jenkins.plugins.msstore.seats;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of lines that only grows. What was appended outlives the process, however that ends; a last line that was written
 * in part is taken away when the file is opened again. An interrupt of the thread that appends does no harm, as it would to
 * a channel.
 */
final class AppendedLines implements Closeable {

    private static final int TAIL_BYTES = 8192;

    private final RandomAccessFile file;
    private long length;

    private AppendedLines(RandomAccessFile file) throws IOException {
        this.file = file;
        this.length = file.length();
        file.seek(length);
    }

    /**
     * Opens a file for appending; makes it where it is not there.
     */
    static AppendedLines open(Path path) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            cutTornLine(file);
            return new AppendedLines(file);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static void cutTornLine(RandomAccessFile file) throws IOException {
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

    /**
     * Appends whole lines in one go, or nothing.
     *
     * @param lines each with {@code \n} at its end
     */
    void append(CharSequence lines) throws IOException {
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        try {
            file.write(bytes);
        } catch (IOException e) {
            takeBack(e);
            throw e;
        }
        length += bytes.length;
    }

    /** A disk that is full takes a part of what it is given: the next line must not go on from there. */
    private void takeBack(IOException failure) {
        try {
            file.setLength(length);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Makes what was appended outlive the machine too. */
    void force() throws IOException {
        file.getFD().sync();
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
