package io.jenkins.plugins.msstore.standin;

import hudson.model.Run;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;

/** A build of a {@link StandInJob}: a folder, actions in memory, artifacts on disk. */
public class StandInRun extends Run<StandInJob, StandInRun> {
    private final File rootDir;
    private final File artifactsDir;

    /**
     * The job's next build, in a folder of its own below the job's, its artifacts in {@code archive} below that.
     *
     * @param job the build's job
     * @throws IOException if its folder cannot be created
     */
    public StandInRun(StandInJob job) throws IOException {
        super(job);
        rootDir = super.getRootDir();
        artifactsDir = super.getArtifactsDir();
        Files.createDirectories(rootDir.toPath());
        addToJenkins();
    }

    /**
     * Creates a build with a given folder, new or of an earlier process.
     *
     * @param job the build's job
     * @param rootDir the build's folder; its name is the build's number
     * @param artifactsDir the folder for artifacts
     * @throws IOException if the build's folder cannot be created
     */
    public StandInRun(StandInJob job, File rootDir, File artifactsDir) throws IOException {
        super(job, rootDir);
        this.rootDir = rootDir;
        this.artifactsDir = artifactsDir;
        Files.createDirectories(rootDir.toPath());
        addToJenkins();
    }

    private void addToJenkins() {
        StandInJenkins running = StandInJenkins.running();
        if (running != null) {
            running.add(this);
        }
    }

    @Override
    public File getRootDir() {
        return rootDir;
    }

    @Override
    public File getArtifactsDir() {
        return artifactsDir;
    }
}
