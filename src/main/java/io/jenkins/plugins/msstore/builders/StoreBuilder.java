package io.jenkins.plugins.msstore.builders;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.Builder;
import io.jenkins.plugins.msstore.execution.BoundSecrets;
import io.jenkins.plugins.msstore.execution.BuildContext;
import io.jenkins.plugins.msstore.execution.OperationExecution;
import io.jenkins.plugins.msstore.execution.ReadableFailure;
import io.jenkins.plugins.msstore.execution.SecretMask;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.io.IOException;
import jenkins.tasks.SimpleBuildStep;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * Base of the build steps of this plugin. Arguments are checked when the build step runs; before, they are expanded
 * unless the build is a Pipeline.
 */
public abstract class StoreBuilder extends Builder implements SimpleBuildStep {

    private String credentialsId;

    /** The credential to use; null for the administrator's default. */
    @CheckForNull
    public final String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public final void setCredentialsId(@CheckForNull String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /**
     * Creates the operation with expanded and checked arguments.
     *
     * @throws InvalidParameterException naming the argument that is not valid
     */
    abstract StoreOperation operation(FieldExpansion expanded) throws IOException, InterruptedException;

    /** The symbol of the build step in scripts and in Configuration as Code. */
    abstract String symbol();

    /** Only operations that read or write files of the workspace need one. */
    @Override
    public boolean requiresWorkspace() {
        return false;
    }

    @Override
    public final void perform(
            @NonNull Run<?, ?> run,
            @NonNull FilePath workspace,
            @NonNull EnvVars env,
            @NonNull Launcher launcher,
            @NonNull TaskListener listener)
            throws InterruptedException, IOException {
        perform(run, workspace, env, listener);
    }

    @Override
    public final void perform(@NonNull Run<?, ?> run, @NonNull EnvVars env, @NonNull TaskListener listener)
            throws InterruptedException, IOException {
        perform(run, null, env, listener);
    }

    private void perform(Run<?, ?> run, FilePath workspace, EnvVars env, TaskListener listener)
            throws InterruptedException, IOException {
        SecretMask secrets = BoundSecrets.in(run, env);
        StoreOperation operation;
        try {
            operation = operation(FieldExpansion.in(run, workspace, env, listener));
        } catch (InvalidParameterException e) {
            throw (IOException) ReadableFailure.of(e, secrets);
        }
        BuildContext build =
                new BuildContext(run, listener, workspace, reason -> run.setResult(Result.UNSTABLE), secrets);
        new AwaitedOperation(OperationExecution.start(operation, build, credentialsId), build, symbol()).await();
    }
}
