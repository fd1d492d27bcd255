package io.jenkins.plugins.msstore.history;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.util.DamagedLineException;
import io.jenkins.plugins.msstore.util.LineLog;
import io.jenkins.plugins.msstore.util.LineReader;
import io.jenkins.plugins.msstore.util.LogText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The records of a build's operations: a {@link LineLog} in the build's folder. One line says that an operation began,
 * another that it ended; so an operation that ended with its controller is one without an end. A line that is damaged is
 * passed by.
 */
public final class OperationRecords {

    /** Above this size of the file, users and their reasons are left to the reports. */
    static final long ROOM_FOR_FAILURES = 4L << 20;

    /** Above this size of the file, operations that begin are not recorded. */
    static final long ROOM_FOR_OPERATIONS = 16L << 20;

    private static final String FILE = "microsoft-store-operations.txt";

    private static final int MOST_CHARACTERS = 600;

    private final Path file;

    private OperationRecords(Path file) {
        this.file = file;
    }

    /**
     * The records of one build.
     *
     * @param buildFolder the build's own folder
     */
    public static OperationRecords in(Path buildFolder) {
        return new OperationRecords(buildFolder.resolve(FILE));
    }

    /** Whether the build has any. */
    public boolean exist() {
        return Files.exists(file);
    }

    /**
     * Records that an operation began.
     *
     * @param id unique in the build
     * @return false where the build has too many operations to record another
     */
    public boolean begin(String id, OperationDescription description, Instant at) throws IOException {
        if (size() > ROOM_FOR_OPERATIONS) {
            return false;
        }
        append(RecordLine.Begin.of(id, at, description));
        return true;
    }

    /** Whether it was recorded that an operation began. */
    public boolean know(String id) throws IOException {
        return list().stream().anyMatch(operation -> operation.id().equals(id));
    }

    /**
     * Records that an operation ended.
     *
     * @param error the line that it failed with; null where it did not
     */
    public void end(String id, Instant at, Ending ending, @CheckForNull String error, OperationResult result)
            throws IOException {
        OperationResult kept = (size() > ROOM_FOR_FAILURES ? result.withoutFailures() : result).bounded();
        append(new RecordLine.End(
                id,
                at.toEpochMilli(),
                ending,
                error == null ? null : LogText.of(error, MOST_CHARACTERS),
                kept.equals(OperationResult.NONE) ? null : kept));
    }

    /** All records, in the order in which the operations began. */
    public List<OperationRecord> list() throws IOException {
        Map<String, OperationRecord> records = new LinkedHashMap<>();
        if (!exist()) {
            return List.of();
        }
        try (LineReader<RecordLine> lines = new LineReader<>(file, RecordLine.FORMAT)) {
            for (boolean more = true; more; ) {
                try {
                    RecordLine line = lines.next();
                    more = line != null;
                    if (more) {
                        line.applyTo(records);
                    }
                } catch (DamagedLineException e) {
                    // the rest is still worth reading
                }
            }
        }
        return new ArrayList<>(records.values());
    }

    private long size() throws IOException {
        return exist() ? Files.size(file) : 0;
    }

    private void append(RecordLine line) throws IOException {
        synchronized (OperationRecords.class) {
            try (LineLog<RecordLine> lines = LineLog.open(file, RecordLine.FORMAT)) {
                lines.append(line);
            }
        }
    }
}
