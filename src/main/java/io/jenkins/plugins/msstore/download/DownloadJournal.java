package io.jenkins.plugins.msstore.download;

import io.jenkins.plugins.msstore.util.DamagedLineException;
import io.jenkins.plugins.msstore.util.LineLog;
import io.jenkins.plugins.msstore.util.LineReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Notes of parts and files, by which another process goes on with them: a file that survives the process, on the
 * machine of the operation. It has no URL. A part that is not in it is of somewhere else, and is begun again.
 *
 * <p>Thread-safe.
 */
public final class DownloadJournal implements Closeable {

    private static final String FILE = "downloads";

    private final LineLog<DownloadLine> lines;

    /** The last line of each file. */
    private final Map<String, DownloadLine> last = new HashMap<>();

    private DownloadJournal(LineLog<DownloadLine> lines) {
        this.lines = lines;
    }

    /**
     * Opens the journal of downloads, or creates it. One that is damaged is thrown away: then all files are begun again.
     *
     * @param folder the folder of the journal, of these downloads alone; it exists
     */
    public static DownloadJournal open(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        DownloadJournal journal = new DownloadJournal(LineLog.open(file, DownloadLine.FORMAT));
        try {
            journal.replay(file);
            return journal;
        } catch (DamagedLineException e) {
            journal.close();
            Files.delete(file);
            return new DownloadJournal(LineLog.open(file, DownloadLine.FORMAT));
        } catch (IOException e) {
            journal.close();
            throw e;
        }
    }

    private void replay(Path file) throws IOException {
        try (LineReader<DownloadLine> reader = new LineReader<>(file, DownloadLine.FORMAT)) {
            for (DownloadLine line; (line = reader.next()) != null; ) {
                last.put(line.file(), line);
            }
        }
    }

    private synchronized void write(DownloadLine line) throws IOException {
        lines.append(line);
        last.put(line.file(), line);
    }

    /** Notes that a part is begun, before its first byte is written. */
    void begin(String file, Optional<String> validator) throws IOException {
        write(new DownloadLine.Part(file, validator.orElse(null)));
    }

    /** Notes that a file is whole, before it gets its name. */
    void whole(String file, String sha256) throws IOException {
        write(new DownloadLine.Whole(file, sha256));
    }

    /** The validator of the file that a part is of; empty where the part cannot be continued. */
    synchronized Optional<String> validator(String file) {
        return last.get(file) instanceof DownloadLine.Part part
                ? Optional.ofNullable(part.validator())
                : Optional.empty();
    }

    /** The digest of a file that is whole, under its name or still as a part. */
    synchronized Optional<String> digest(String file) {
        return last.get(file) instanceof DownloadLine.Whole whole ? Optional.of(whole.sha256()) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
