package io.jenkins.plugins.msstore.demo.build;

import com.cloudbees.groovy.cps.Outcome;
import hudson.model.Result;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.msstore.demo.bind.StepCatalog;
import io.jenkins.plugins.msstore.demo.program.Checkpoint;
import io.jenkins.plugins.msstore.demo.program.ProgramRunner;
import io.jenkins.plugins.msstore.standin.StandInJob;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.TreeMap;
import jenkins.model.CauseOfInterruption;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** One build of a Pipeline script: runs it from its beginning, or from the last state that a killed host saved, to its end. */
public final class DemoBuild {
    private final DemoRun run;
    private final BuildFolder folder;
    private final BuildLog log;
    private final BuildSurroundings surroundings;
    private final ProgramRunner runner;
    private final String script;
    private final SavedBuild saved;

    /**
     * Creates the build. A stand-in for Jenkins must be running; the script may call its steps.
     *
     * @param script the script; if the folder holds an unfinished build, that build's script is run instead
     * @param folder keeps the build
     * @param artifacts the folder for artifacts
     * @param workspace the folder of {@code node}'s workspace
     * @param console shows the log
     * @throws IOException if a folder cannot be created or the unfinished build cannot be read
     */
    public DemoBuild(String script, BuildFolder folder, Path artifacts, Path workspace, PrintStream console)
            throws IOException {
        this.folder = folder;
        this.saved = folder.load();
        this.script = saved == null ? script : saved.script();
        this.run = new DemoRun(new StandInJob(Jenkins.get(), "demo"), folder.buildDir(), absolute(artifacts));
        this.log = new BuildLog(console, folder.log(), saved == null ? 0 : saved.logPosition());
        this.surroundings = new BuildSurroundings(run, log, absolute(workspace));
        this.runner = new ProgramRunner(new StepCatalog(StepDescriptor.all()), surroundings, this::save);
    }

    private static File absolute(Path folder) {
        return folder.toAbsolutePath().normalize().toFile();
    }

    /**
     * Runs the script to its end.
     *
     * @return the build's result
     * @throws IOException if the finished build cannot be saved
     */
    public Result run() throws IOException {
        Outcome end = saved == null ? start() : resume();
        if (end.isFailure()) {
            FailureReport failure = new FailureReport(end.getAbnormal());
            failure.print(log.listener(null).getLogger());
            run.setResult(failure.result());
        }
        log.println("[Pipeline] End of Pipeline");
        Result result = run.finish();
        folder.save(state(true, null));
        RunListener.fireCompleted(run, log.listener(null));
        log.close();
        return result;
    }

    private Outcome start() {
        log.println("[Pipeline] Start of Pipeline");
        return runner.start(script).join();
    }

    private Outcome resume() throws IOException {
        if (saved.result() != null) {
            run.setResult(Result.fromString(saved.result()));
        }
        run.reload();
        surroundings.environment().putAll(saved.environment());
        log.println("Resuming build " + run.getDisplayName() + " after a restart");
        return runner.resume(script, saved.checkpoint()).join();
    }

    /** Aborts the build, as a user does. */
    public void abort() {
        runner.interrupt(new FlowInterruptedException(Result.ABORTED, new Abort()));
    }

    private void save(Checkpoint checkpoint) throws IOException {
        folder.save(state(false, checkpoint));
    }

    private SavedBuild state(boolean finished, Checkpoint checkpoint) {
        Result result = finished ? run.currentResult() : run.getResult();
        return new SavedBuild(
                script,
                result == null ? null : result.toString(),
                finished,
                log.position(),
                new TreeMap<>(surroundings.environment().variables()),
                checkpoint);
    }

    private static final class Abort extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;

        @Override
        public String getShortDescription() {
            return "Aborted";
        }
    }
}
