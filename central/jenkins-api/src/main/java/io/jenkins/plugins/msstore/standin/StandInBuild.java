package io.jenkins.plugins.msstore.standin;

import hudson.model.AbstractBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** A build of a {@link StandInProject}: a folder, actions in memory, artifacts on disk, secrets that are bound. */
public final class StandInBuild extends AbstractBuild<StandInProject, StandInBuild> {
    private final List<String> secrets = new ArrayList<>();

    /**
     * The job's next build, in a folder of its own below the job's.
     *
     * @param job the build's job
     * @throws IOException if its folder cannot be created
     */
    public StandInBuild(StandInProject job) throws IOException {
        super(job);
        Files.createDirectories(getRootDir().toPath());
    }

    /**
     * Binds a secret for the whole build.
     *
     * @param secret a secret that the build's credentials bindings bind
     */
    public void bind(String secret) {
        secrets.add(secret);
    }

    /**
     * The secrets that are bound.
     *
     * @return in the order in which they were bound
     */
    public List<String> secrets() {
        return List.copyOf(secrets);
    }
}
