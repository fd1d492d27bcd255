package io.jenkins.plugins.msstore.util;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a {@link LineLog} from its beginning. Bytes after the last line feed are ignored: they are torn, or still being
 * written.
 *
 * @param <T> the type of the values
 */
public final class LineReader<T> implements Closeable {

    private static final int BUFFER_BYTES = 1 << 16;

    private static final String MISSING = "is missing";

    private final Path file;
    private final LineFormat<T> format;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int start;
    private int end;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number;
    private long position;

    /**
     * @throws UnusableFileException if the file cannot be opened
     */
    public LineReader(Path file, LineFormat<T> format) throws IOException {
        this.file = file;
        this.format = format;
        try {
            this.in = Files.newInputStream(file);
        } catch (IOException e) {
            throw new UnusableFileException(file, e);
        }
    }

    /**
     * Reads the first line of a file that was {@linkplain LineLog#create created} with one.
     *
     * @throws DamagedLineException if the line was changed or is missing
     */
    public T first() throws IOException {
        T first = next();
        if (first == null) {
            throw new DamagedLineException(file, 1, MISSING);
        }
        return first;
    }

    /**
     * Reads the next line.
     *
     * @return null after the last one
     * @throws DamagedLineException if the line was changed; the next call reads the line after it
     * @throws UnusableFileException if the file cannot be read
     */
    public T next() throws IOException {
        byte[] bytes = nextLine();
        if (bytes == null) {
            return null;
        }
        number++;
        position += bytes.length + 1;
        Optional<T> value = format.read(bytes);
        if (value.isEmpty()) {
            throw damaged("is incomplete or was changed");
        }
        return value.get();
    }

    private byte[] nextLine() throws IOException {
        line.reset();
        while (start < end || fill()) {
            int stop = start;
            while (stop < end && buffer[stop] != '\n') {
                stop++;
            }
            line.write(buffer, start, stop - start);
            start = stop + 1;
            if (stop < end) {
                return line.toByteArray();
            }
        }
        return null;
    }

    private boolean fill() throws IOException {
        start = 0;
        try {
            end = Math.max(0, in.read(buffer));
        } catch (IOException e) {
            throw new UnusableFileException(file, e);
        }
        return end > 0;
    }

    /** Creates the error for a problem in the last line. */
    public DamagedLineException damaged(String problem) {
        return new DamagedLineException(file, number, problem);
    }

    /**
     * Creates the error for a file that has ended too early.
     *
     * @param lines the number of lines that were written
     */
    public DamagedLineException tooShort(int lines) {
        return number == 0
                ? new DamagedLineException(file, 1, MISSING)
                : damaged("ends the file, and is not the last of its " + lines + " entries");
    }

    /** The position in the file where the next line begins. */
    public long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
