package io.jenkins.plugins.msstore.fields;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.msstore.client.model.Language;
import io.jenkins.plugins.msstore.forms.FormPermission;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The fields of the operation on a product's details in forms. */
@Restricted(NoExternalUse.class)
public interface ProductDetailsFields extends ProductFields {

    /** Checks languages, one per line. */
    @POST
    default FormValidation doCheckLanguages(@AncestorInPath Item item, @QueryParameter String value) {
        return FormPermission.check(
                item,
                () -> Util.fixNull(value)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .forEach(Language::of),
                Messages.ProductDetailsFields_languages());
    }
}
