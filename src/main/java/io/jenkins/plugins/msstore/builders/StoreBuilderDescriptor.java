package io.jenkins.plugins.msstore.builders;

import hudson.model.AbstractProject;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.msstore.fields.ProductFields;
import io.jenkins.plugins.msstore.steps.StoreStep;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What the build steps have in common; their forms are those of the operations, and so is the help of their fields. */
@Restricted(NoExternalUse.class)
public abstract class StoreBuilderDescriptor extends BuildStepDescriptor<Builder> implements ProductFields {

    /**
     * @param step the step for the same operation, beside which the help of the fields lies
     * @param fields the fields of the build step, called as the step's; the credential apart, which all have
     */
    protected StoreBuilderDescriptor(Class<? extends StoreStep> step, String... fields) {

        addHelpFileRedirect("credentialsId", step, "credentialsId");
        List.of(fields).forEach(field -> addHelpFileRedirect(field, step, field));
    }

    @Override
    @SuppressWarnings("rawtypes")
    public boolean isApplicable(Class<? extends AbstractProject> jobType) {
        return true;
    }

    /** A variable or a token is looked at when the build has expanded it. */
    @Override
    public boolean isExpandedByTheBuild(String value) {
        return value != null && value.indexOf('$') >= 0;
    }
}
