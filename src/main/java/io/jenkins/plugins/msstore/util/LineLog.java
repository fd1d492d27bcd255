package io.jenkins.plugins.msstore.util;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Append-only file of lines with checksums, see {@link LineFormat}; {@link LineReader} reads it. Appended lines survive
 * the end of the process: a last line that was written only in part is removed when the file is opened again.
 * Interrupting the thread that appends does not close the file, as it would close a channel.
 *
 * @param <T> the type of the values
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
    }

    /**
     * Creates or replaces a file. It appears together with its first line, so a file without this line is damaged.
     *
     * @param first is forced to the disk
     */
    public static <T> LineLog<T> create(Path path, LineFormat<T> format, T first) throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".next");
        // may be left from a process that ended
        Files.deleteIfExists(next);
        try (LineLog<T> log = open(next, format)) {
            log.append(first);
            log.force();
        }
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return open(path, format);
    }

    /**
     * Opens a file for appending; creates it if it does not exist.
     *
     * @throws UnusableFileException if it cannot be opened
     */
    public static <T> LineLog<T> open(Path path, LineFormat<T> format) throws IOException {
        RandomAccessFile file = opened(path);
        try {
            removeTornLine(file);
            return new LineLog<>(file, format);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static RandomAccessFile opened(Path path) throws UnusableFileException {
        try {
            return new RandomAccessFile(path.toFile(), "rw");
        } catch (IOException e) {
            throw new UnusableFileException(path, e);
        }
    }

    /**
     * Removes a torn last line. A line that lacks only its line feed is kept; a reader sees whether it was damaged. Leaves
     * the file at its end.
     */
    private static void removeTornLine(RandomAccessFile file) throws IOException {
        long start = startOfLastLine(file);
        byte[] tail = new byte[(int) (file.length() - start)];
        file.seek(start);
        file.readFully(tail);
        if (LineFormat.hasValidChecksum(tail, tail.length) || LineFormat.hasValidChecksum(tail, tail.length - 1)) {
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

    /** Appends all lines, or none if that fails. */
    public void append(List<? extends T> values) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (T value : values) {
            lines.writeBytes(format.write(value));
            lines.write('\n');
        }
        try {
            file.write(lines.toByteArray());
        } catch (IOException e) {
            rollBack(e);
            throw e;
        }
        length += lines.size();
    }

    /** Appends a line, or nothing if that fails. */
    public void append(T value) throws IOException {
        append(List.of(value));
    }

    /**
     * Removes the part of the lines that was written before the disk was full, so that the next line does not continue a
     * torn one.
     */
    private void rollBack(IOException failure) {
        try {
            file.setLength(length);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Forces the appended lines to the disk, so that they survive a power cut. */
    public void force() throws IOException {
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
