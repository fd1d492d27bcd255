package io.jenkins.plugins.msstore.util;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a {@link LineLog} from its beginning. What stands behind the last line feed is passed by: it is torn, or being
 * written.
 *
 * @param <T> what a line stands for
 */
public final class LineReader<T> implements Closeable {

    private static final int BUFFER_BYTES = 1 << 16;

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
     * @throws java.nio.file.NoSuchFileException where there is no such file
     */
    public LineReader(Path file, LineFormat<T> format) throws IOException {
        this.file = file;
        this.format = format;
        this.in = Files.newInputStream(file);
    }

    /**
     * Reads the next line.
     *
     * @return null after the last one
     * @throws DamagedLineException for a line that is not what was written; the next call goes on behind it
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
            throw damaged("is not as it was written");
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
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    /** The error that says what is wrong with the line that was read last. */
    public DamagedLineException damaged(String problem) {
        return new DamagedLineException(file, number, problem);
    }

    /** The number of bytes that were read as lines: where the next one begins. */
    public long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
