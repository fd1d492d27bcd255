package io.jenkins.plugins.msstore.util;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;

/**
 * Append-only file of lines that prove themselves, see {@link LineFormat}. What was appended outlives the process, however
 * that ends: a last line that was written in part is taken away when the file is opened again. An interrupt of the thread
 * that appends does no harm, as it would to a channel. {@link LineReader} reads it.
 *
 * @param <T> what a line stands for
 */
public final class LineLog<T> implements Closeable {

    private static final int TAIL_BYTES = 8192;

    private final RandomAccessFile file;
    private final LineFormat<T> format;
    private long length;

    private LineLog(RandomAccessFile file, LineFormat<T> format) throws IOException {
        this.file = file;
        this.format = format;
        this.length = file.length();
        file.seek(length);
    }

    /** Opens a file for appending; makes it where there is none. */
    public static <T> LineLog<T> open(Path path, LineFormat<T> format) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            mendEnd(file);
            return new LineLog<>(file, format);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Takes away a torn line. One that is whole, but for its line feed, was not torn: it is kept, and a reader sees whether
     * it was damaged.
     */
    private static void mendEnd(RandomAccessFile file) throws IOException {
        long start = startOfLastLine(file);
        byte[] tail = new byte[(int) (file.length() - start)];
        file.seek(start);
        file.readFully(tail);
        if (LineFormat.isProven(tail, tail.length) || LineFormat.isProven(tail, tail.length - 1)) {
            file.write('\n');
        } else {
            file.setLength(start);
        }
    }

    private static long startOfLastLine(RandomAccessFile file) throws IOException {
        long end = file.length();
        byte[] block = new byte[TAIL_BYTES];
        while (end > 0) {
            int size = (int) Math.min(TAIL_BYTES, end);
            file.seek(end - size);
            file.readFully(block, 0, size);
            for (int i = size - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return end - size + i + 1;
                }
            }
            end -= size;
        }
        return 0;
    }

    /** Appends lines in one go, or nothing. */
    public void append(List<? extends T> values) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (T value : values) {
            lines.writeBytes(format.write(value));
            lines.write('\n');
        }
        try {
            file.write(lines.toByteArray());
        } catch (IOException e) {
            takeBack(e);
            throw e;
        }
        length += lines.size();
    }

    /** Appends a line, or nothing. */
    public void append(T value) throws IOException {
        append(List.of(value));
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
    public void force() throws IOException {
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
