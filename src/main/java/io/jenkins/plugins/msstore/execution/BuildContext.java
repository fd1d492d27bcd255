package io.jenkins.plugins.msstore.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.function.Consumer;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The build that an operation runs in, as its step sees it.
 *
 * @param run the build
 * @param listener its log
 * @param workspace the workspace; null if the step has none
 * @param unstable makes the build and the view of the step unstable, for a reason
 * @param secrets masks what credentials bindings have bound around the step, in everything that is stored of the
 *     operation
 */
@Restricted(NoExternalUse.class)
public record BuildContext(
        @NonNull Run<?, ?> run,
        @NonNull TaskListener listener,
        @CheckForNull FilePath workspace,
        @NonNull Consumer<String> unstable,
        @NonNull SecretMask secrets) {}
