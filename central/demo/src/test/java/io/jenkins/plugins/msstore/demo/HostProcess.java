package io.jenkins.plugins.msstore.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The demo host in a process of its own, with the steps of the tests. */
final class HostProcess implements AutoCloseable {
    private final Process process;
    private final Path errors;
    private final BufferedReader reader;
    private final List<String> output = new ArrayList<>();

    HostProcess(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PipelineDemo.class.getName()));
        command.addAll(List.of(arguments));
        errors = Files.createTempFile("host", ".err");
        process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        reader = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Reads the output up to a line. */
    void awaitLine(String wanted) throws IOException {
        String line;
        do {
            line = reader.readLine();
            if (line == null) {
                throw new AssertionError("ended without '" + wanted + "': " + output + Files.readString(errors));
            }
            output.add(line);
        } while (!line.equals(wanted));
    }

    /** Reads the output up to its end. */
    int awaitEnd() throws IOException, InterruptedException {
        reader.lines().forEach(output::add);
        return process.waitFor();
    }

    /** Waits until a condition is true; fails if the process ends before, or after three minutes. */
    void await(BooleanSupplier condition) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("waited for in vain: " + errors());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** Sends the signal of Ctrl-C. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    List<String> output() {
        return output;
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    @Override
    public void close() throws Exception {
        kill();
        Files.delete(errors);
    }
}
