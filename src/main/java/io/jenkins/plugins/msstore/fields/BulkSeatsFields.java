package io.jenkins.plugins.msstore.fields;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.msstore.client.BulkSeats;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.execution.WorkspacePath;
import io.jenkins.plugins.msstore.forms.FormPermission;
import io.jenkins.plugins.msstore.forms.WholeNumber;
import io.jenkins.plugins.msstore.operation.bulk.OnFailure;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The fields of the bulk operation in forms. */
@Restricted(NoExternalUse.class)
public interface BulkSeatsFields extends ReportFields {

    /** The default of {@code batchSize}. */
    int DEFAULT_BATCH_SIZE = BulkSeats.MAX_USERS;

    /** The default of {@code onFailure}. */
    String DEFAULT_ON_FAILURE = OnFailure.FAIL.name();

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

    /** Lists the values of {@code onFailure}, and the present value if it contains a variable. */
    @POST
    default ListBoxModel doFillOnFailureItems(@QueryParameter String onFailure) {
        Jenkins.get().checkPermission(Jenkins.READ);
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.BulkSeatsFields_fail(), OnFailure.FAIL.name());
        items.add(Messages.BulkSeatsFields_unstable(), OnFailure.UNSTABLE.name());
        items.add(Messages.BulkSeatsFields_continue_(), OnFailure.CONTINUE.name());
        return withVariable(items, onFailure);
    }

    private ListBoxModel withVariable(ListBoxModel items, String chosen) {
        if (isExpandedByTheBuild(chosen)) {
            items.add(chosen);
        }
        return items;
    }

    /** Checks that the users are not given in two ways, and names the first line that is not a user principal name. */
    @POST
    default FormValidation doCheckUsers(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String usersFile) {
        return FormPermission.check(item, () -> {
            List<String> lines = Util.fixNull(value).lines().toList();
            boolean listed = lines.stream().anyMatch(line -> !line.isBlank());
            if (listed && Util.fixEmptyAndTrim(usersFile) != null) {
                return FormValidation.error(Messages.BulkSeatsFields_users());
            }
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (!line.isBlank()
                        && !isExpandedByTheBuild(line)
                        && UserPrincipalName.problemOf(line).isPresent()) {
                    return FormValidation.warning(Messages.BulkSeatsFields_invalidUser(i + 1));
                }
            }
            return FormValidation.ok();
        });
    }

    /** Checks a path in the workspace. */
    @POST
    default FormValidation doCheckUsersFile(@AncestorInPath Item item, @QueryParameter String value) {
        return Util.fixEmpty(value) == null || isExpandedByTheBuild(value)
                ? FormValidation.ok()
                : FormPermission.check(
                        item, () -> WorkspacePath.of("usersFile", value), Messages.BulkSeatsFields_usersFile());
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
