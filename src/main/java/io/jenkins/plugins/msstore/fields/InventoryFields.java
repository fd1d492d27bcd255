package io.jenkins.plugins.msstore.fields;

import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.msstore.client.model.InventoryFilter;
import io.jenkins.plugins.msstore.client.model.Language;
import io.jenkins.plugins.msstore.client.model.LicenseType;
import io.jenkins.plugins.msstore.forms.FormPermission;
import io.jenkins.plugins.msstore.util.CountOrPercent;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The fields of the operation on the inventory in forms. */
@Restricted(NoExternalUse.class)
public interface InventoryFields extends ReportFields {

    /** The default of {@code licenseTypes}. */
    List<String> DEFAULT_LICENSE_TYPES = List.of(LicenseType.ONLINE.word(), LicenseType.OFFLINE.word());

    /** The default of {@code licenseTypes}, for the form. */
    default List<String> getDefaultLicenseTypes() {
        return DEFAULT_LICENSE_TYPES;
    }

    /** Checks a date or a date-time. */
    @POST
    default FormValidation doCheckModifiedSince(@AncestorInPath Item item, @QueryParameter String value) {
        return isExpandedByTheBuild(value)
                ? FormValidation.ok()
                : FormPermission.checkFilled(
                        item, value, () -> InventoryFilter.of(null, value), Messages.InventoryFields_modifiedSince());
    }

    /** Checks a number of seats or a percentage. */
    @POST
    default FormValidation doCheckWarnBelow(@AncestorInPath Item item, @QueryParameter String value) {
        return isExpandedByTheBuild(value)
                ? FormValidation.ok()
                : FormPermission.checkFilled(
                        item, value, () -> CountOrPercent.of("warnBelow", value), Messages.InventoryFields_warnBelow());
    }

    /** Checks a language. */
    @POST
    default FormValidation doCheckDisplayNames(@AncestorInPath Item item, @QueryParameter String value) {
        return isExpandedByTheBuild(value)
                ? FormValidation.ok()
                : FormPermission.checkFilled(
                        item, value, () -> Language.of("displayNames", value), Messages.InventoryFields_displayNames());
    }
}
