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

/** Archives files with a build, through whatever artifact manager the build has; needs no workspace. */
@Restricted(NoExternalUse.class)
public final class BuildArtifacts {

    /** The folder among the build's artifacts under which everything of this plugin lies. */
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
     * A folder in the build's own, for files in the making: what is in it survives the controller.
     *
     * @param name a name that is used once in the build
     */
    public Path workFolder(String name) throws IOException {
        // not while another operation deletes the folder above
        synchronized (run) {
            return Files.createDirectories(parent().resolve(name));
        }
    }

    /** Deletes a folder that {@link #workFolder} gave, and what holds such folders when it was the last one. */
    public void delete(Path workFolder) throws IOException, InterruptedException {
        new FilePath(workFolder.toFile()).deleteRecursive();
        synchronized (run) {
            if (workFolders().isEmpty()) {
                Files.deleteIfExists(parent());
            }
        }
    }

    /** The folders that {@link #workFolder} gave and that were not deleted. */
    public List<Path> workFolders() throws IOException {
        return list(parent());
    }

    /** Whether there may be a folder that {@link #workFolder} gave: one look at the disk. */
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

    /** Where a file will lie among the build's artifacts. */
    public static String path(String folder, String fileName) {
        return ROOT + folder + "/" + fileName;
    }

    /**
     * Archives files that are in memory.
     *
     * @param folder the folder they get, under the plugin's own
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
     * Archives files of one folder.
     *
     * @param source the folder they lie in
     * @param folder the folder they get, under the plugin's own
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
