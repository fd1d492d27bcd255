package io.jenkins.plugins.msstore.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.msstore.fields.ProductFields;
import io.jenkins.plugins.msstore.util.LogText;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Base of the descriptors of steps; their forms are those of the operations. */
@Restricted(NoExternalUse.class)
public abstract class StoreStepDescriptor extends StepDescriptor implements ProductFields {

    private static final int MAX_CHARACTERS = 100;

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class, FlowNode.class);
    }

    /** The action, if there is one, and the product, but no user; null if the arguments have no product. */
    @CheckForNull
    @Override
    public String argumentsToString(@NonNull Map<String, Object> arguments) {
        if (!(arguments.get("productId") instanceof CharSequence product)) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        if (arguments.get("action") instanceof CharSequence action) {
            text.append(action).append(' ');
        }
        text.append(product);
        if (arguments.get("skuId") instanceof CharSequence sku) {
            text.append('/').append(sku);
        }
        return LogText.of(text.toString(), MAX_CHARACTERS);
    }
}
