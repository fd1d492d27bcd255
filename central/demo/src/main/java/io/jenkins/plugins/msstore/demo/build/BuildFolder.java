package io.jenkins.plugins.msstore.demo.build;

import hudson.AbortException;
import hudson.model.Result;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder of a build's files: its saved state, its log, and its own folder with the journals of steps. */
public final class BuildFolder implements Closeable {
    private static final String BUILD_NUMBER = "1";

    private final Path root;
    private final DurableFile state;
    private final boolean lasting;
    private final FileChannel lock;

    /**
     * Creates or opens a folder that outlives this process.
     *
     * @param root is created if it does not exist
     * @throws IOException when it cannot be made, or another process runs a build in it
     */
    public BuildFolder(Path root) throws IOException {
        this(Files.createDirectories(root), true);
    }

    private BuildFolder(Path root, boolean lasting) throws IOException {
        this.root = root.toAbsolutePath().normalize();
        this.state = new DurableFile(this.root.resolve("build.state"));
        this.lasting = lasting;
        this.lock = FileChannel.open(this.root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
            lock.close();
            throw new AbortException("another process runs a build in " + this.root);
        }
    }

    /**
     * Creates a folder for one process; only artifacts remain at the end.
     *
     * @return a new folder
     * @throws IOException when it cannot be made
     */
    public static BuildFolder temporary() throws IOException {
        return new BuildFolder(Files.createTempDirectory("pipeline-demo"), false);
    }

    /**
     * @return the result of the build in this folder, or null if it has not ended
     * @throws IOException if the saved build cannot be read
     */
    public Result endedWith() throws IOException {
        SavedBuild saved = load();
        return saved == null || !saved.finished() ? null : Result.fromString(saved.result());
    }

    @Override
    public void close() throws IOException {
        lock.close();
        if (!lasting) {
            deleteAllButArtifacts();
        }
    }

    private void deleteAllButArtifacts() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                boolean holdsArtifacts = file.equals(root) && Files.exists(artifacts());
                if (!file.startsWith(artifacts()) && !holdsArtifacts) {
                    Files.delete(file);
                }
            }
        }
    }

    /**
     * @return the home folder for a stand-in for Jenkins
     */
    public File home() {
        return root.toFile();
    }

    /**
     * @return the build's own folder; its name is the build's number
     */
    public File buildDir() {
        return root.resolve("builds").resolve(BUILD_NUMBER).toFile();
    }

    /**
     * @return the default folder for artifacts
     */
    public Path artifacts() {
        return root.resolve("artifacts");
    }

    /**
     * @return the default workspace
     */
    public Path workspace() {
        return root.resolve("workspace");
    }

    /**
     * @return the log's file
     */
    public Path log() {
        return root.resolve("log");
    }

    /**
     * Reads the saved build.
     *
     * @return null if none was saved
     * @throws IOException when it cannot be read
     */
    SavedBuild load() throws IOException {
        if (!state.exists()) {
            return null;
        }
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(state.path()))) {
            return (SavedBuild) in.readObject();
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }

    /**
     * Saves a build, unless the folder is temporary.
     *
     * @param build the new state
     * @throws IOException when it cannot be written
     */
    void save(SavedBuild build) throws IOException {
        if (lasting) {
            state.replace(out -> {
                ObjectOutputStream objects = new ObjectOutputStream(out);
                objects.writeObject(build);
                objects.flush();
            });
        }
    }
}
