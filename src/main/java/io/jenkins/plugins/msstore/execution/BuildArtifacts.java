package io.jenkins.plugins.msstore.execution;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import jenkins.util.BuildListenerAdapter;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Archives files with a build, through the artifact manager of the build; needs no workspace. */
@Restricted(NoExternalUse.class)
public final class BuildArtifacts {

    /** The folder among the build's artifacts that holds all files of this plugin. */
    private static final String ROOT = "microsoft-store/";

    private final Run<?, ?> run;
    private final TaskListener listener;

    private BuildArtifacts(Run<?, ?> run, TaskListener listener) {
        this.run = run;
        this.listener = listener;
    }

    /** The artifacts of a build. */
    public static BuildArtifacts of(Run<?, ?> run, TaskListener listener) {
        return new BuildArtifacts(run, listener);
    }

    /**
     * Creates a folder in the build's own folder for files that are not archived yet; it survives the controller.
     *
     * @param name unique in the build
     */
    public Path workFolder(String name) throws IOException {
        // another operation may be deleting the parent folder
        synchronized (run) {
            return Files.createDirectories(parent().resolve(name));
        }
    }

    /** Deletes a work folder, and the folder of all work folders when it was the last one. */
    public void delete(Path workFolder) throws IOException, InterruptedException {
        new FilePath(workFolder.toFile()).deleteRecursive();
        synchronized (run) {
            if (workFolders().isEmpty()) {
                Files.deleteIfExists(parent());
            }
        }
    }

    /**
     * Deletes the work folder of an operation that failed before it had a journal. If it cannot be deleted now, it is deleted
     * when the build ends.
     *
     * @param failure the failure of the operation; an error of the deletion is added to it as suppressed
     */
    public void discard(Path workFolder, Throwable failure) {
        try {
            delete(workFolder);
        } catch (IOException | InterruptedException e) {
            failure.addSuppressed(e);
        }
    }

    /** The work folders that were not deleted. */
    public List<Path> workFolders() throws IOException {
        return list(parent());
    }

    /** Whether there are work folders, at the cost of one file system call. */
    public boolean hasWorkFolders() {
        return Files.isDirectory(parent());
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private Path parent() {
        return run.getRootDir().toPath().resolve("microsoft-store-work");
    }

    /** The path of a file among the build's artifacts. */
    public static String path(String folder, String fileName) {
        return ROOT + folder + "/" + fileName;
    }

    /**
     * Archives files that are in memory.
     *
     * @param folder the target, below the plugin's own folder
     * @param files content by file name
     */
    public void archive(String folder, Map<String, byte[]> files) throws IOException, InterruptedException {
        Path work = workFolder(UUID.randomUUID().toString());
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Files.write(work.resolve(file.getKey()), file.getValue());
            }
            archive(work, folder, List.copyOf(files.keySet()));
        } finally {
            delete(work);
        }
    }

    /**
     * Archives files of one folder and deletes them there.
     *
     * @param source the folder that holds the files
     * @param folder the target, below the plugin's own folder
     * @param fileNames the files
     */
    public void move(Path source, String folder, List<String> fileNames) throws IOException, InterruptedException {
        archive(source, folder, fileNames);
        for (String name : fileNames) {
            Files.delete(source.resolve(name));
        }
    }

    /**
     * Archives files of one folder.
     *
     * @param source the folder that holds the files
     * @param folder the target, below the plugin's own folder
     * @param fileNames the files
     */
    public void archive(Path source, String folder, List<String> fileNames) throws IOException, InterruptedException {
        Map<String, String> files = new LinkedHashMap<>();
        fileNames.forEach(name -> files.put(path(folder, name), name));
        run.pickArtifactManager()
                .archive(
                        new FilePath(source.toFile()),
                        new Launcher.LocalLauncher(listener),
                        BuildListenerAdapter.wrap(listener),
                        files);
    }
}
