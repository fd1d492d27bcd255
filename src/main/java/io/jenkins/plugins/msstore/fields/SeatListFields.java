package io.jenkins.plugins.msstore.fields;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.forms.FormPermission;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The fields of the operation that lists seats in forms: a product or a user. */
@Restricted(NoExternalUse.class)
public interface SeatListFields extends ReportFields {

    /** Checks a user principal name, and that no product is entered as well. */
    @POST
    default FormValidation doCheckUserName(
            @AncestorInPath Item item,
            @QueryParameter String value,
            @QueryParameter String productId,
            @QueryParameter String skuId) {
        return FormPermission.checkFilled(item, value, () -> {
            if (Util.fixEmptyAndTrim(productId) != null || Util.fixEmptyAndTrim(skuId) != null) {
                return FormValidation.error(Messages.SeatListFields_productOrUser());
            }
            return isExpandedByTheBuild(value) || FormPermission.accepts(() -> UserPrincipalName.of(value))
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.SeatFields_userName());
        });
    }
}
