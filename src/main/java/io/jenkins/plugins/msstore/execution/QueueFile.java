package io.jenkins.plugins.msstore.execution;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Stores the operations of a {@link ProductQueue} in their order, in a file that is replaced as a whole. */
final class QueueFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final TypeReference<List<QueuedOperation>> OPERATIONS = new TypeReference<>() {};

    private final Path file;

    QueueFile(Path file) {
        this.file = file;
    }

    /**
     * The stored operations; empty if there is no file.
     *
     * @throws IOException if the file cannot be read or is damaged
     */
    List<QueuedOperation> read() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<QueuedOperation> operations = JSON.readValue(Files.readAllBytes(file), OPERATIONS);
        if (operations == null || operations.contains(null)) {
            throw new IOException(file + " is damaged");
        }
        return operations;
    }

    /** Replaces the stored operations; survives a power cut. */
    void write(List<QueuedOperation> operations) throws IOException {
        if (operations.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (FileOutputStream out = new FileOutputStream(next.toFile())) {
            out.write(JSON.writeValueAsBytes(operations));
            out.getFD().sync();
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
