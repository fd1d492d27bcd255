package io.jenkins.plugins.msstore.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.msstore.fields.ProductFields;
import io.jenkins.plugins.msstore.fields.ScriptArguments;
import io.jenkins.plugins.msstore.forms.FormValues;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import io.jenkins.plugins.msstore.util.LogText;
import java.util.Map;
import java.util.Set;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerRequest2;

/** Base of the descriptors of steps; their forms are those of the operations. */
@Restricted(NoExternalUse.class)
public abstract class StoreStepDescriptor extends StepDescriptor implements ProductFields {

    private static final int MAX_CHARACTERS = 100;

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class, FlowNode.class);
    }

    /**
     * Creates a step from the arguments as the script gives them. Wrong ones are refused when the step starts, because
     * only there it is known which secrets are bound, and masked in the error.
     */
    @Override
    @SuppressWarnings("deprecation") // its replacement, CustomDescribableModel, cannot pass the error on to the step
    public Step newInstance(@NonNull Map<String, Object> arguments) throws Exception {
        Map<String, Object> bindable;
        try {
            bindable = ScriptArguments.check(getFunctionName(), clazz, arguments);
        } catch (InvalidParameterException e) {
            StoreStep refused = (StoreStep) super.newInstance(Map.of());
            refused.refuse(e);
            return refused;
        }
        return super.newInstance(bindable);
    }

    @Override
    public Step newInstance(@NonNull StaplerRequest2 request, @NonNull JSONObject form) throws FormException {
        FormValues.prepare(form, clazz);
        return super.newInstance(request, form);
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
