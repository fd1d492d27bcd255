package io.jenkins.plugins.msstore.fields;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.forms.FormPermission;
import io.jenkins.plugins.msstore.operation.sync.SyncSeats;
import io.jenkins.plugins.msstore.sync.SyncMode;
import io.jenkins.plugins.msstore.sync.SyncRequest;
import io.jenkins.plugins.msstore.util.CountOrPercent;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The fields of a sync in forms. */
@Restricted(NoExternalUse.class)
public interface SyncSeatsFields extends UsersFields {

    /** The default of {@code mode}. */
    String DEFAULT_MODE = SyncMode.FULL.word();

    /** The default of {@code maxRemovals}. */
    String DEFAULT_MAX_REMOVALS = SyncSeats.DEFAULT_MAX_REMOVALS;

    /** The default of {@code maxRemovals}, for the form. */
    default String getDefaultMaxRemovals() {
        return DEFAULT_MAX_REMOVALS;
    }

    /** Lists the modes, and the present value if it contains a variable. */
    @POST
    default ListBoxModel doFillModeItems(@QueryParameter String mode) {
        Jenkins.get().checkPermission(Jenkins.READ);
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.SyncSeatsFields_full(), SyncMode.FULL.word());
        items.add(Messages.SyncSeatsFields_addOnly(), SyncMode.ADD_ONLY.word());
        items.add(Messages.SyncSeatsFields_removeOnly(), SyncMode.REMOVE_ONLY.word());
        return withVariable(items, mode);
    }

    /** Checks a number of seats or a percentage. */
    @POST
    default FormValidation doCheckMaxRemovals(@AncestorInPath Item item, @QueryParameter String value) {
        return isExpandedByTheBuild(value)
                ? FormValidation.ok()
                : FormPermission.checkFilled(
                        item,
                        value,
                        () -> CountOrPercent.of("maxRemovals", value),
                        Messages.SyncSeatsFields_maxRemovals());
    }

    /** Names the first line that is not a user principal name: it would protect no seat. */
    @POST
    default FormValidation doCheckProtectedUsers(@AncestorInPath Item item, @QueryParameter String value) {
        return FormPermission.check(item, () -> {
            List<String> lines = Util.fixNull(value).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (!line.isBlank()
                        && !isExpandedByTheBuild(line)
                        && UserPrincipalName.problemOf(line).isPresent()) {
                    return FormValidation.error(Messages.SyncSeatsFields_protectedUser(i + 1));
                }
            }
            return FormValidation.ok();
        });
    }

    /** Checks the digest of a plan. */
    @POST
    default FormValidation doCheckExpectedPlan(@AncestorInPath Item item, @QueryParameter String value) {
        return isExpandedByTheBuild(value)
                ? FormValidation.ok()
                : FormPermission.checkFilled(
                        item, value, () -> SyncRequest.expectedPlan(value), Messages.SyncSeatsFields_expectedPlan());
    }
}
