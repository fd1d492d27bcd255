package io.jenkins.plugins.msstore.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a contender in a fresh JVM. All contenders get the same options and class path. */
final class ContenderProcess {

    private final List<String> options;
    private final Path folder;

    /**
     * @param options of the JVM
     * @param folder an existing folder, through which the processes exchange jobs and results
     */
    ContenderProcess(List<String> options, Path folder) {
        this.options = List.copyOf(options);
        this.folder = folder;
    }

    /**
     * Runs a contender and waits for it.
     *
     * @param warmUp a job to run first, without measuring it
     */
    Measurement run(ContenderKind kind, Job job, Optional<Job> warmUp, boolean measuresHeap)
            throws IOException, InterruptedException {
        Path jobFile = folder.resolve("job.properties");
        Path resultFile = folder.resolve("result.properties");
        job.write(jobFile);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-D" + ContenderMain.MEASURES_HEAP + "=" + measuresHeap);
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), ContenderMain.class.getName()));
        command.addAll(List.of(kind.name(), jobFile.toString(), resultFile.toString()));
        if (warmUp.isPresent()) {
            Path warmUpFile = folder.resolve("warm-up.properties");
            warmUp.get().write(warmUpFile);
            command.add(warmUpFile.toString());
        }
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new IOException(kind.title() + " ended with " + exitCode);
            }
        } finally {
            process.destroyForcibly();
        }
        return Measurement.read(resultFile);
    }
}
