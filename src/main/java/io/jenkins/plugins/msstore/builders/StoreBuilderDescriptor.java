package io.jenkins.plugins.msstore.builders;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.AbstractProject;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.msstore.fields.ProductFields;
import io.jenkins.plugins.msstore.fields.ScriptArguments;
import io.jenkins.plugins.msstore.steps.StoreStep;
import java.util.List;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Base of the descriptors of build steps; their forms, and the help of their fields, are those of the operations. */
@Restricted(NoExternalUse.class)
public abstract class StoreBuilderDescriptor extends BuildStepDescriptor<Builder>
        implements ProductFields, CustomDescribableModel {

    /**
     * @param step the step for the same operation, which has the help of the fields
     * @param fields the fields of the build step, with the same names as the step's; without the credential, which all
     *     have
     */
    protected StoreBuilderDescriptor(Class<? extends StoreStep> step, String... fields) {
        addHelpFileRedirect("credentialsId", step, "credentialsId");
        List.of(fields).forEach(field -> addHelpFileRedirect(field, step, field));
    }

    /** Refuses wrong arguments of a script. Jenkins reports the error in its own words, and the build step does not run. */
    @NonNull
    @Override
    public Map<String, Object> customInstantiate(@NonNull Map<String, Object> arguments) {
        ScriptArguments.check(symbol(), clazz, arguments);
        return arguments;
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
