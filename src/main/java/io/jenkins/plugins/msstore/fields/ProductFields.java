package io.jenkins.plugins.msstore.fields;

import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.connection.StoreSettings;
import io.jenkins.plugins.msstore.credentials.CredentialsDropdown;
import io.jenkins.plugins.msstore.forms.FormPermission;
import io.jenkins.plugins.msstore.forms.TextLines;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The fields of all operations in forms: a product, and the credential. Descriptors implement this interface. */
@Restricted(NoExternalUse.class)
public interface ProductFields {

    /**
     * Whether the build expands a value, so that a form cannot check it.
     *
     * @param value the value as typed; may be null
     */
    default boolean isExpandedByTheBuild(String value) {
        return false;
    }

    /** The entries of a list as shown in a text area, one per line. */
    default String linesOf(List<String> entries) {
        return TextLines.of(entries);
    }

    /** Lists the credentials that fit, and which one is the default, for users who may see them. */
    @POST
    default ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
        return CredentialsDropdown.forStep(item, StoreSettings.current(), credentialsId);
    }

    /**
     * Checks a product's id; an id that does not look like one of the Store is only a warning, because gateways may have
     * their own.
     */
    @POST
    default FormValidation doCheckProductId(@AncestorInPath Item item, @QueryParameter String value) {
        if (isExpandedByTheBuild(value)) {
            return FormValidation.ok();
        }
        return FormPermission.checkFilled(item, value, () -> {
            if (!FormPermission.accepts(() -> ProductKey.of(value, "any"))) {
                return FormValidation.error(Messages.ProductFields_productId());
            }
            return value.strip().matches("[A-Za-z0-9]{12}")
                    ? FormValidation.ok()
                    : FormValidation.warning(Messages.ProductFields_unusualProductId());
        });
    }

    /** Checks a SKU's id in the same way as {@link #doCheckProductId}. */
    @POST
    default FormValidation doCheckSkuId(@AncestorInPath Item item, @QueryParameter String value) {
        if (isExpandedByTheBuild(value)) {
            return FormValidation.ok();
        }
        return FormPermission.checkFilled(item, value, () -> {
            if (!FormPermission.accepts(() -> ProductKey.of("any", value))) {
                return FormValidation.error(Messages.ProductFields_skuId());
            }
            return value.strip().matches("[A-Za-z0-9]{4}")
                    ? FormValidation.ok()
                    : FormValidation.warning(Messages.ProductFields_unusualSkuId());
        });
    }
}
