package io.jenkins.plugins.msstore.demo.build;

import hudson.model.TaskListener;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The build's log, on the console and in a file. Listeners write whole lines, so that the lines of parallel branches do not
 * mix.
 */
public final class BuildLog implements Closeable {
    private final PrintStream console;
    private final FileOutputStream file;
    private final Map<String, TaskListener> listeners = new ConcurrentHashMap<>();
    private long position;

    /**
     * @param console shows every line
     * @param file keeps every line
     * @param position the length of the earlier log that the file keeps, in bytes; the rest is cut off
     * @throws IOException when the file cannot be written
     */
    public BuildLog(PrintStream console, Path file, long position) throws IOException {
        this.console = console;
        this.file = new FileOutputStream(file.toFile(), true);
        this.position = Math.min(position, this.file.getChannel().size());
        this.file.getChannel().truncate(this.position);
    }

    /**
     * Writes a line.
     *
     * @param line without its end
     */
    public synchronized void println(String line) {
        console.println(line);
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            file.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        position += bytes.length;
    }

    /**
     * @return the length of the log, in bytes
     */
    public synchronized long position() {
        return position;
    }

    /**
     * @param branch the branch whose name stands before each line, or null
     * @return the listener for steps of that branch
     */
    public TaskListener listener(String branch) {
        return listeners.computeIfAbsent(branch == null ? "" : "[" + branch + "] ", LineListener::new);
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }

    private final class LineListener implements TaskListener {
        private static final long serialVersionUID = 1L;

        private final transient PrintStream lines;

        LineListener(String prefix) {
            lines = new PrintStream(new LineStream(prefix), true, StandardCharsets.UTF_8);
        }

        @Override
        public PrintStream getLogger() {
            return lines;
        }

        @Override
        public Charset getCharset() {
            return StandardCharsets.UTF_8;
        }
    }

    private final class LineStream extends OutputStream {
        private final String prefix;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        LineStream(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public synchronized void write(int octet) {
            if (octet == '\n') {
                println(prefix + line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else if (octet != '\r') {
                line.write(octet);
            }
        }
    }
}
