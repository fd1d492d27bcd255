package io.jenkins.plugins.msstore.fields;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.msstore.client.model.ContentId;
import io.jenkins.plugins.msstore.execution.WorkspacePath;
import io.jenkins.plugins.msstore.forms.FormPermission;
import io.jenkins.plugins.msstore.license.LicenseFormat;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The fields of the operation on an offline license in forms. */
@Restricted(NoExternalUse.class)
public interface OfflineLicenseFields extends ProductFields {

    /** The default of {@code formats}. */
    List<String> DEFAULT_FORMATS = List.of(LicenseFormat.XML.word(), LicenseFormat.ENCODED.word());

    /** The default of {@code formats}, for the form. */
    default List<String> getDefaultFormats() {
        return DEFAULT_FORMATS;
    }

    /** Checks the id of a product's content. */
    @POST
    default FormValidation doCheckContentId(@AncestorInPath Item item, @QueryParameter String value) {
        return isExpandedByTheBuild(value)
                ? FormValidation.ok()
                : FormPermission.checkFilled(
                        item, value, () -> ContentId.of(value), Messages.OfflineLicenseFields_contentId());
    }

    /** Checks a path in the workspace, which is required if nothing is archived. */
    @POST
    default FormValidation doCheckDirectory(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter boolean archive) {
        return FormPermission.check(item, () -> {
            if (Util.fixEmpty(value) == null) {
                return archive
                        ? FormValidation.ok()
                        : FormValidation.error(Messages.OfflineLicenseFields_directoryOrArchive());
            }
            return isExpandedByTheBuild(value) || FormPermission.accepts(() -> WorkspacePath.of("directory", value))
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.OfflineLicenseFields_directory());
        });
    }
}
