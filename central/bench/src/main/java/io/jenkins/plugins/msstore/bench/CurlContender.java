package io.jenkins.plugins.msstore.bench;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code curl --parallel}, as a careful shell script would use it: one process, one config file with all requests, each
 * answer in a file. Writing the config and reading the answers belong to the time that is measured.
 */
final class CurlContender implements Contender {

    /** curl's exit code if an answer was an error; such an answer has no file. */
    private static final int HTTP_ERROR = 22;

    /** The period of reading the CPU time, which cannot be read after the process has ended. */
    private static final long LOOK_MILLIS = 20;

    private Duration cpu = Duration.ZERO;

    /** Whether curl is installed. */
    static boolean isThere() throws InterruptedException {
        try {
            Process curl = new ProcessBuilder("curl", "--parallel", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return curl.waitFor() == 0;
        } catch (IOException notFound) {
            return false;
        }
    }

    @Override
    public int run(Job job) throws Exception {
        List<BulkCall> calls = new ArrayList<>();
        for (List<String> users : UsersOfFile.batches(job.usersFile())) {
            calls.add(BulkCall.of(users));
        }
        Path answers = Files.createDirectory(job.reportFolder().resolve("answers"));
        Path config = job.reportFolder().resolve("requests.curl");
        write(config, job, calls, answers);
        run(config, job.concurrency());
        try (PlainReport report = new PlainReport(job.reportFile())) {
            for (int i = 0; i < calls.size(); i++) {
                BulkCall call = calls.get(i);
                Path answer = answers.resolve(i + ".json");
                boolean isServed = Files.exists(answer);
                report.answered(
                        call.users(),
                        isServed ? 200 : 429,
                        isServed ? Files.readAllBytes(answer) : new byte[0],
                        call.vector());
            }
            return report.assigned();
        }
    }

    @Override
    public Duration cpuElsewhere() {
        return cpu;
    }

    private static void write(Path config, Job job, List<BulkCall> calls, Path answers) throws IOException {
        String token = job.simulator().token();
        try (Writer out = Files.newBufferedWriter(config)) {
            for (int i = 0; i < calls.size(); i++) {
                BulkCall call = calls.get(i);
                String json = new String(PlainReport.requestBody(call.users()), StandardCharsets.UTF_8);
                out.write(i == 0 ? "" : "next\n");
                out.write("url = " + quoted(job.seatsUrl().toString()));
                out.write("header = " + quoted("Authorization: Bearer " + token));
                out.write("header = " + quoted("Content-Type: application/json"));
                out.write("header = " + quoted("Accept: application/json"));
                out.write("header = " + quoted("MS-CV: " + call.vector()));
                out.write("data = " + quoted(json));
                out.write("cacert = " + quoted(job.simulator().caFile().toString()));
                out.write("output = " + quoted(answers.resolve(i + ".json").toString()));
                out.write("fail\nsilent\n");
            }
        }
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n";
    }

    private void run(Path config, int concurrency) throws IOException, InterruptedException {
        Process curl = new ProcessBuilder(
                        "curl",
                        "--no-progress-meter",
                        "--parallel",
                        "--parallel-max",
                        Integer.toString(concurrency),
                        "--config",
                        config.toString())
                .inheritIO()
                .start();
        try {
            while (!curl.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                cpu = curl.info().totalCpuDuration().orElse(cpu);
            }
            if (curl.exitValue() != 0 && curl.exitValue() != HTTP_ERROR) {
                throw new IOException("curl ended with " + curl.exitValue());
            }
        } finally {
            curl.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
        }
    }
}
