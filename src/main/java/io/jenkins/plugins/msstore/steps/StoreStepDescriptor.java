package io.jenkins.plugins.msstore.steps;

import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.connection.StoreSettings;
import io.jenkins.plugins.msstore.credentials.CredentialsDropdown;
import io.jenkins.plugins.msstore.forms.FormPermission;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the forms of the steps have in common. */
public abstract class StoreStepDescriptor extends StepDescriptor {

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class, FlowNode.class);
    }

    @POST
    public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
        return CredentialsDropdown.forStore(item, StoreSettings.current().endpoint(), credentialsId);
    }

    @POST
    public FormValidation doCheckProductId(@AncestorInPath Item item, @QueryParameter String value) {
        return FormPermission.check(item, () -> ProductKey.of(value, "any"));
    }

    @POST
    public FormValidation doCheckSkuId(@AncestorInPath Item item, @QueryParameter String value) {
        return FormPermission.check(item, () -> ProductKey.of("any", value));
    }

    @POST
    public FormValidation doCheckUserName(@AncestorInPath Item item, @QueryParameter String value) {
        return FormPermission.check(item, () -> UserPrincipalName.of(value));
    }
}
