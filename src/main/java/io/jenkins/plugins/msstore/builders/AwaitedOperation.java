package io.jenkins.plugins.msstore.builders;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.execution.BuildArtifacts;
import io.jenkins.plugins.msstore.execution.BuildContext;
import io.jenkins.plugins.msstore.execution.OperationExecution;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/** An operation whose end the build waits for, and whose result becomes an artifact. */
final class AwaitedOperation {

    /** The folder of the results among the plugin's artifacts. */
    private static final String FOLDER = "results";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final OperationExecution run;
    private final BuildContext build;
    private final String symbol;

    /**
     * @param run under way
     * @param build where the result is archived
     * @param symbol of the build step, by which the result is called
     */
    AwaitedOperation(OperationExecution run, BuildContext build, String symbol) {
        this.run = run;
        this.build = build;
        this.symbol = symbol;
    }

    /**
     * Returns when the operation has succeeded and its result is archived. A result for which the build fails is archived
     * too, and so is what an interrupted operation came to; whoever interrupts a second time is not kept waiting for that.
     *
     * @throws IOException what the build is to say
     */
    void await() throws IOException, InterruptedException {
        try {
            run.result().get();
        } catch (InterruptedException e) {
            run.interrupt();
            awaitEnd();
            try {
                archiveIfAny(run.outcome());
            } catch (IOException unarchived) {
                // that it was stopped is what the build is to say
                e.addSuppressed(unarchived);
            }
            throw e;
        } catch (ExecutionException e) {
            archiveIfAny(run.outcome());
            throw failure(e.getCause());
        }
        archive(run.outcome());
    }

    private void awaitEnd() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        run.result().whenComplete((value, error) -> end.countDown());
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
