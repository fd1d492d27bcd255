package io.jenkins.plugins.msstore.fields;

import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.msstore.client.BulkSeats;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.forms.FormPermission;
import io.jenkins.plugins.msstore.forms.WholeNumber;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The fields of the bulk operation in forms. */
@Restricted(NoExternalUse.class)
public interface BulkSeatsFields extends UsersFields {

    /** The default of {@code batchSize}. */
    int DEFAULT_BATCH_SIZE = BulkSeats.MAX_USERS;

    /** The default of {@code batchSize}, for the form. */
    default int getDefaultBatchSize() {
        return DEFAULT_BATCH_SIZE;
    }

    /** Lists the actions, and the present value if it contains a variable. */
    @POST
    default ListBoxModel doFillActionItems(@QueryParameter String action) {
        Jenkins.get().checkPermission(Jenkins.READ);
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.BulkSeatsFields_assign(), SeatAction.ASSIGN.word());
        items.add(Messages.BulkSeatsFields_reclaim(), SeatAction.RECLAIM.word());
        return withVariable(items, action);
    }

    /** Checks the number of users in one request. */
    @POST
    default FormValidation doCheckBatchSize(@AncestorInPath Item item, @QueryParameter String value) {
        return FormPermission.check(
                item,
                () -> WholeNumber.parse("batchSize", value, 1, BulkSeats.MAX_USERS),
                Messages.BulkSeatsFields_batchSize(BulkSeats.MAX_USERS));
    }
}
