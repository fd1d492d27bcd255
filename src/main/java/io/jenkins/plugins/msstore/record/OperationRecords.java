package io.jenkins.plugins.msstore.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.client.model.PrintableText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The records of a build's operations: a file of JSON lines that is only ever appended to. One line says that an operation
 * began, another that it ended; so an operation that ended with its controller is one without an end. A line that was torn
 * by a crash is passed by.
 */
public final class OperationRecords {

    /** Above this size of the file, users and their reasons are left to the reports. */
    static final long ROOM_FOR_FAILURES = 4L << 20;

    /** Above this size of the file, operations that begin are not recorded. */
    static final long ROOM_FOR_OPERATIONS = 16L << 20;

    private static final String FILE = "microsoft-store-operations.jsonl";

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
        append(RecordLine.begin(id, at, description));
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
        append(RecordLine.end(
                id,
                at,
                ending,
                error == null ? null : PrintableText.of(error, MOST_CHARACTERS),
                size() > ROOM_FOR_FAILURES ? result.withoutFailures() : result));
    }

    /** All records, in the order in which the operations began. */
    public List<OperationRecord> list() throws IOException {
        Map<String, OperationRecord> records = new LinkedHashMap<>();
        if (!exist()) {
            return List.of();
        }
        // replaces what is not UTF-8, unlike the readers that Files makes: the rest is still worth reading
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                RecordLine.parse(text).ifPresent(line -> line.applyTo(records));
            }
        }
        return new ArrayList<>(records.values());
    }

    private long size() throws IOException {
        return exist() ? Files.size(file) : 0;
    }

    /** Begins with a line feed, so that a line before it that was torn spoils itself alone. */
    private void append(RecordLine line) throws IOException {
        byte[] bytes = ("\n" + line.toJson()).getBytes(StandardCharsets.UTF_8);
        synchronized (OperationRecords.class) {
            Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
