package io.jenkins.plugins.msstore.demo.build;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.msstore.demo.bind.NoSuchStepException;
import io.jenkins.plugins.msstore.demo.program.ProgramRunner;
import io.jenkins.plugins.msstore.demo.program.UnserializableStateException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import jenkins.model.CauseOfInterruption;
import org.codehaus.groovy.control.CompilationFailedException;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.MissingContextVariableException;

/**
 * Writes a failure to the log, and turns it into the build's result: one line for an error that a step reports, the script's
 * own lines beside it where the script is at fault, and a stack trace only for an unexpected error.
 */
public final class FailureReport {
    private static final List<Class<? extends Throwable>> ONE_LINE_FAILURES = List.of(
            AbortException.class,
            CompilationFailedException.class,
            MissingContextVariableException.class,
            NoSuchStepException.class,
            UnserializableStateException.class);

    private final Throwable failure;

    /**
     * @param failure the exception that ended the script
     */
    public FailureReport(Throwable failure) {
        this.failure = failure;
    }

    /**
     * @return the result of a build that fails with it
     */
    public Result result() {
        return failure instanceof FlowInterruptedException interruption ? interruption.getResult() : Result.FAILURE;
    }

    /**
     * Prints the failure.
     *
     * @param log the build's log
     */
    public void print(PrintStream log) {
        if (failure instanceof FlowInterruptedException interruption) {
            log.println("ERROR: Interrupted: "
                    + interruption.getCauses().stream()
                            .map(CauseOfInterruption::getShortDescription)
                            .collect(Collectors.joining(", ")));
        } else if (ONE_LINE_FAILURES.stream().anyMatch(type -> type.isInstance(failure))) {
            log.println("ERROR: " + failure.getMessage());
            printScriptLines(log);
        } else if (failure instanceof IllegalArgumentException || !scriptLines().isEmpty()) {
            log.println("ERROR: " + failure);
            printScriptLines(log);
        } else {
            log.print("ERROR: ");
            failure.printStackTrace(log);
        }
    }

    private void printScriptLines(PrintStream log) {
        scriptLines().forEach(line -> log.println("\tat " + line));
    }

    private List<StackTraceElement> scriptLines() {
        return Arrays.stream(failure.getStackTrace())
                .filter(line -> line.getClassName().equals(ProgramRunner.SCRIPT_CLASS) && line.getLineNumber() > 0)
                .distinct()
                .toList();
    }
}
