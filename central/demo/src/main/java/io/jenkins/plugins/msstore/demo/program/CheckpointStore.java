package io.jenkins.plugins.msstore.demo.program;

import java.io.IOException;

/** Keeps the last saved state of a program. */
public interface CheckpointStore {
    /**
     * Replaces the saved state atomically.
     *
     * @param checkpoint the present state
     * @throws IOException if it cannot be saved
     */
    void save(Checkpoint checkpoint) throws IOException;
}
