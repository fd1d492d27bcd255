package io.jenkins.plugins.msstore.fields;

import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.forms.FormPermission;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The fields of the operations on one seat in forms. */
@Restricted(NoExternalUse.class)
public interface SeatFields extends ProductFields {

    /** Checks a user principal name. */
    @POST
    default FormValidation doCheckUserName(@AncestorInPath Item item, @QueryParameter String value) {
        return isExpandedByTheBuild(value)
                ? FormValidation.ok()
                : FormPermission.checkFilled(
                        item, value, () -> UserPrincipalName.of(value), Messages.SeatFields_userName());
    }
}
