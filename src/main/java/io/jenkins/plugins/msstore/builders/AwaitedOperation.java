package io.jenkins.plugins.msstore.builders;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Result;
import io.jenkins.plugins.msstore.execution.BuildArtifacts;
import io.jenkins.plugins.msstore.execution.BuildContext;
import io.jenkins.plugins.msstore.execution.OperationExecution;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Waits for the end of an operation and archives its result. */
final class AwaitedOperation {

    /** The folder of the results below the plugin's own among the artifacts. */
    private static final String FOLDER = "results";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final OperationExecution execution;
    private final BuildContext build;
    private final String symbol;

    /**
     * @param execution the operation under way
     * @param build the build that archives the result
     * @param symbol the symbol of the build step, used in the result's file name
     */
    AwaitedOperation(OperationExecution execution, BuildContext build, String symbol) {
        this.execution = execution;
        this.build = build;
        this.symbol = symbol;
    }

    /**
     * Waits until the operation has succeeded and its result is archived. A result is archived also if the build fails
     * because of it or the operation is interrupted; a second interruption ends the wait at once.
     *
     * @throws IOException the failure to show in the build
     * @throws InterruptedException if the build was stopped, or the controller shuts down: then the build is aborted
     */
    void await() throws IOException, InterruptedException {
        try {
            execution.result().get();
        } catch (InterruptedException e) {
            execution.interrupt();
            awaitEnd();
            try {
                archiveIfAny(execution.outcome());
            } catch (IOException unarchived) {
                // the build must show the interruption
                e.addSuppressed(unarchived);
            }
            throw e;
        } catch (ExecutionException | CancellationException e) {
            archiveIfAny(execution.outcome());
            if (execution.isShutDown()) {
                throw shutDown();
            }
            throw failure(e instanceof ExecutionException ? e.getCause() : e);
        }
        archive(execution.outcome());
    }

    private void awaitEnd() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        execution.result().whenComplete((value, error) -> end.countDown());
        end.await();
    }

    private void archiveIfAny(@CheckForNull Object outcome) throws IOException, InterruptedException {
        if (outcome != null) {
            archive(outcome);
        }
    }

    private void archive(@CheckForNull Object outcome) throws IOException, InterruptedException {
        String name = ResultNumber.next(build.run()) + "-" + symbol + ".json";
        byte[] json = JSON.writeValueAsBytes(build.secrets().maskValues(outcome));
        BuildArtifacts.of(build.run(), build.listener()).archive(FOLDER, Map.of(name, json));
    }

    /** An exception that Pipeline, too, shows without a stack trace, and with the result that a stopped build has. */
    private FlowInterruptedException shutDown() {
        build.listener().getLogger().println("Stopped because Jenkins is shutting down");
        return new FlowInterruptedException(Result.ABORTED);
    }

    private static IOException failure(Throwable cause) throws InterruptedException {
        if (cause instanceof InterruptedException interruption) {
            throw interruption;
        }
        if (cause instanceof RuntimeException defect) {
            throw defect;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException failure ? failure : new IOException(cause);
    }
}
