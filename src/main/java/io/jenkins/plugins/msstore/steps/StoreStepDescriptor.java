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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /**
     * The arguments that tell one call from another in a view of the Pipeline: action, product, content id,
     * {@code warnBelow} and dry run. Users are left out. Null if the call has none of these arguments.
     */
    @CheckForNull
    @Override
    public String argumentsToString(@NonNull Map<String, Object> arguments) {
        List<String> shown = new ArrayList<>();
        text(arguments, "action").ifPresent(shown::add);
        text(arguments, "productId")
                .map(product ->
                        text(arguments, "skuId").map(sku -> product + "/" + sku).orElse(product))
                .ifPresent(shown::add);
        text(arguments, "contentId").ifPresent(shown::add);
        if (arguments.get("warnBelow") instanceof Number || arguments.get("warnBelow") instanceof CharSequence) {
            shown.add("warnBelow " + arguments.get("warnBelow"));
        }
        if (Boolean.TRUE.equals(arguments.get("dryRun"))) {
            shown.add("dryRun");
        }
        return shown.isEmpty() ? null : LogText.of(String.join(" ", shown), MAX_CHARACTERS);
    }

    /** An argument that is text, as it has to be; one that is not may be another object, or was not kept. */
    private static Optional<String> text(Map<String, Object> arguments, String name) {
        return arguments.get(name) instanceof CharSequence text ? Optional.of(text.toString()) : Optional.empty();
    }
}
