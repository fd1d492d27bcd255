package io.jenkins.plugins.msstore.demo.program;

import java.io.IOException;

/** Keeps the last saved state of a program. */
public interface CheckpointStore {
    /**
     * Replaces what was kept, all or nothing.
     *
     * @param checkpoint the state of now
     * @throws IOException when it cannot be kept
     */
    void save(Checkpoint checkpoint) throws IOException;
}
