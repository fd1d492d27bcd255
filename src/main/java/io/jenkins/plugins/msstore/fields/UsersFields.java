package io.jenkins.plugins.msstore.fields;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.execution.WorkspacePath;
import io.jenkins.plugins.msstore.forms.FormPermission;
import io.jenkins.plugins.msstore.operation.bulk.OnFailure;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The fields that all operations on the users of a list or file have in forms. */
@Restricted(NoExternalUse.class)
public interface UsersFields extends ReportFields {

    /** The default of {@code onFailure}. */
    String DEFAULT_ON_FAILURE = OnFailure.FAIL.name();

    /** Lists the values of {@code onFailure}, and the present value if it contains a variable. */
    @POST
    default ListBoxModel doFillOnFailureItems(@QueryParameter String onFailure) {
        Jenkins.get().checkPermission(Jenkins.READ);
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.UsersFields_fail(), OnFailure.FAIL.name());
        items.add(Messages.UsersFields_unstable(), OnFailure.UNSTABLE.name());
        items.add(Messages.UsersFields_continue_(), OnFailure.CONTINUE.name());
        return withVariable(items, onFailure);
    }

    /** Adds the present value to a drop-down if it contains a variable. */
    default ListBoxModel withVariable(ListBoxModel items, String chosen) {
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
                return FormValidation.error(Messages.UsersFields_users());
            }
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (!line.isBlank()
                        && !isExpandedByTheBuild(line)
                        && UserPrincipalName.problemOf(line).isPresent()) {
                    return FormValidation.warning(Messages.UsersFields_invalidUser(i + 1));
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
                        item, () -> WorkspacePath.of("usersFile", value), Messages.UsersFields_usersFile());
    }

    /** Checks that a column is named for a file only. */
    @POST
    default FormValidation doCheckColumn(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String usersFile) {
        return FormPermission.check(
                item,
                () -> Util.fixEmptyAndTrim(value) != null && Util.fixEmptyAndTrim(usersFile) == null
                        ? FormValidation.error(Messages.UsersFields_column())
                        : FormValidation.ok());
    }
}
