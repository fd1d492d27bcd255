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
 * Stores the records of a build's operations in a {@link LineLog} in the build's folder. One line records the beginning
 * of an operation, another its end; an operation that ended with its controller has no end. Damaged lines are skipped.
 */
public final class OperationRecords {

    /** Above this file size, no failed users, their reasons and seats of products are recorded; the reports have them. */
    static final long MAX_BYTES_WITH_DETAILS = 4L << 20;

    /** Above this file size, further operations are not recorded. */
    static final long MAX_BYTES_WITH_OPERATIONS = 16L << 20;

    private static final String FILE = "microsoft-store-operations.txt";

    private static final int MAX_CHARACTERS = 600;

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

    /** Whether the build has records. */
    public boolean exists() {
        return Files.exists(file);
    }

    /**
     * Records the beginning of an operation.
     *
     * @param id unique in the build
     * @return false if the build has too many operations to record another
     */
    public boolean begin(String id, OperationDescription description, Instant at) throws IOException {
        if (size() > MAX_BYTES_WITH_OPERATIONS) {
            return false;
        }
        append(RecordLine.Begin.of(id, at, description));
        return true;
    }

    /** Whether the beginning of an operation is recorded. */
    public boolean contains(String id) throws IOException {
        return list().stream().anyMatch(operation -> operation.id().equals(id));
    }

    /**
     * Records the end of an operation.
     *
     * @param error the line that it failed with; null if it did not fail
     */
    public void end(String id, Instant at, Ending ending, @CheckForNull String error, OperationResult result)
            throws IOException {
        OperationResult kept = (size() > MAX_BYTES_WITH_DETAILS ? result.withoutDetails() : result).bounded();
        append(new RecordLine.End(
                id,
                at.toEpochMilli(),
                ending,
                error == null ? null : LogText.of(error, MAX_CHARACTERS),
                kept.equals(OperationResult.NONE) ? null : kept));
    }

    /** All records, in the order in which the operations began. */
    public List<OperationRecord> list() throws IOException {
        Map<String, OperationRecord> records = new LinkedHashMap<>();
        if (!exists()) {
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
                    // the other lines are still valid
                }
            }
        }
        return new ArrayList<>(records.values());
    }

    /** The size of the records on disk, in bytes. */
    public long size() throws IOException {
        return exists() ? Files.size(file) : 0;
    }

    private void append(RecordLine line) throws IOException {
        synchronized (OperationRecords.class) {
            try (LineLog<RecordLine> lines = LineLog.open(file, RecordLine.FORMAT)) {
                lines.append(line);
            }
        }
    }
}
