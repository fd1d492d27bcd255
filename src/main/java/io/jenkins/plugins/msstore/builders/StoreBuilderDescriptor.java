package io.jenkins.plugins.msstore.builders;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.AbstractProject;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.msstore.fields.ProductFields;
import io.jenkins.plugins.msstore.fields.ScriptArguments;
import io.jenkins.plugins.msstore.forms.FormValues;
import io.jenkins.plugins.msstore.steps.StoreStep;
import java.util.Map;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerRequest2;

/** Base of the descriptors of build steps; their forms, and the help of their fields, are those of the operations. */
@Restricted(NoExternalUse.class)
public abstract class StoreBuilderDescriptor extends BuildStepDescriptor<Builder>
        implements ProductFields, CustomDescribableModel {

    /**
     * @param step the step for the same operation, which has the same parameters and their help
     */
    protected StoreBuilderDescriptor(Class<? extends StoreStep> step) {
        for (DescribableParameter parameter : DescribableModel.of(step).getParameters()) {
            addHelpFileRedirect(parameter.getName(), step, parameter.getName());
        }
    }

    @Override
    public Builder newInstance(@NonNull StaplerRequest2 request, @NonNull JSONObject form) throws FormException {
        FormValues.prepare(form, clazz);
        return super.newInstance(request, form);
    }

    /** Refuses wrong arguments of a script. Jenkins reports the error in its own words, and the build step does not run. */
    @NonNull
    @Override
    public Map<String, Object> customInstantiate(@NonNull Map<String, Object> arguments) {
        return ScriptArguments.check(symbol(), clazz, arguments);
    }

    private String symbol() {
        return getClass().getAnnotation(Symbol.class).value()[0];
    }

    @Override
    @SuppressWarnings("rawtypes")
    public boolean isApplicable(Class<? extends AbstractProject> jobType) {
        return true;
    }

    /** A value with a variable or a token is checked after the build has expanded it. */
    @Override
    public boolean isExpandedByTheBuild(String value) {
        return value != null && value.indexOf('$') >= 0;
    }
}
