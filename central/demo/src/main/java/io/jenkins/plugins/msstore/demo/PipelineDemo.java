package io.jenkins.plugins.msstore.demo;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.msstore.demo.build.BuildFolder;
import io.jenkins.plugins.msstore.demo.build.DemoBuild;
import io.jenkins.plugins.msstore.demo.build.FailureReport;
import io.jenkins.plugins.msstore.demo.steps.HostSteps;
import io.jenkins.plugins.msstore.standin.StandInJenkins;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Runs a scripted Pipeline with the plugin's own steps, without Jenkins. Ends with 0 when the build succeeds or becomes
 * unstable, 1 when it fails, 2 when the command line is wrong.
 */
@Command(
        name = "pipeline-demo",
        description = {
            "Runs a scripted Pipeline with the Microsoft Store for Business steps, without Jenkins.",
            "The credential is called 'store' and is the default."
        },
        footer = {
            "Exit code: 0 for SUCCESS and UNSTABLE, 1 for FAILURE, 2 for wrong options.",
            "",
            "A script has the plugin's steps; catchError, echo, error, fileExists, node, parallel, readFile, sleep,"
                    + " stage, timeout, unstable and writeFile; env and currentBuild; and Groovy's library as on a"
                    + " controller, with JSON, XML and dates.",
            "It does not have: Declarative Pipelines; all other steps, such as sh, checkout, input or withCredentials;"
                    + " shared libraries and load; @Grab; params; agents, for every node is the one workspace; the"
                    + " sandbox, so that nothing is refused that a controller's administrator would have to approve."
        },
        sortOptions = false)
public final class PipelineDemo implements Callable<Integer> {
    private static final String FIRST_LINE =
            "No Jenkins is involved: this host runs the Jenkinsfile itself, with the plugin's real steps.";

    private static final Logger ROOT_LOGGER = Logger.getLogger("");
    private static final int FAILED = 1;

    private final PrintStream out;

    @Mixin
    private DemoOptions options;

    /**
     * @param out shows the log
     */
    PipelineDemo(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs the demo host.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        // UTF-8 whatever the console's locale: a log may hold any user's name.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(new PipelineDemo(out).execute(arguments));
    }

    /**
     * Runs the demo host within this process.
     *
     * @param arguments the command line
     * @return the code to exit with
     */
    int execute(String... arguments) {
        return new CommandLine(this).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments);
    }

    @Override
    public Integer call() {
        options.check();
        ROOT_LOGGER.setLevel(Level.WARNING);
        try (BuildFolder folder = folder()) {
            Result ended = folder.endedWith();
            if (ended == null) {
                return finished(runBuild(folder));
            }
            out.println("This build has ended already, its log is " + folder.log());
            return finished(ended);
        } catch (IOException e) {
            return finished(failed(e));
        }
    }

    private BuildFolder folder() throws IOException {
        if (options.state() == null) {
            return BuildFolder.temporary();
        }
        try {
            return new BuildFolder(options.state());
        } catch (AbortException e) {
            throw options.usage("--state: " + e.getMessage());
        }
    }

    private Result runBuild(BuildFolder folder) {
        out.println(FIRST_LINE);
        try (StoreConnection store = new StoreConnection(options)) {
            trust(store);
            try (StandInJenkins jenkins = StandInJenkins.start(folder.home())) {
                jenkins.withIndexedExtensions(PipelineDemo.class.getClassLoader());
                HostSteps.descriptors().forEach(jenkins::withExtension);
                new ControllerSetup(jenkins).apply(options, store);
                Path artifacts = options.artifacts() == null ? folder.artifacts() : options.artifacts();
                Path workspace = options.workspace() == null ? folder.workspace() : options.workspace();
                Result result = run(new DemoBuild(options.script(), folder, artifacts, workspace, out));
                if (Files.exists(artifacts)) {
                    out.println("Artifacts are in " + artifacts.toAbsolutePath().normalize());
                }
                return result;
            }
        } catch (Exception e) {
            return failed(e);
        }
    }

    private Result failed(Exception e) {
        new FailureReport(e).print(out);
        return Result.FAILURE;
    }

    private void trust(StoreConnection store) throws GeneralSecurityException, IOException {
        List<Certificate> authorities = new ArrayList<>(options.trusted());
        authorities.addAll(store.authorities());
        if (!authorities.isEmpty()) {
            new MergedTrustStore(authorities).install();
        }
    }

    private static Result run(DemoBuild build) throws IOException {
        try (InterruptKey key = new InterruptKey(build::abort)) {
            return build.run();
        }
    }

    private int finished(Result result) {
        Result shown = result.isWorseThan(Result.FAILURE) ? Result.FAILURE : result;
        out.println("Finished: " + shown);
        return shown.isWorseThan(Result.UNSTABLE) ? FAILED : CommandLine.ExitCode.OK;
    }
}
