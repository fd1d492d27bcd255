package io.jenkins.plugins.msstore.forms;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Checks of form fields that look at nothing but the typed text, for those who may see or configure what the form is of. */
@Restricted(NoExternalUse.class)
public final class FormPermission {

    private FormPermission() {}

    /**
     * @param item whose form it is; null for a form of the controller
     * @param check what the form is told
     * @return what the check says; nothing for a visitor who may not configure
     */
    public static FormValidation check(@CheckForNull Item item, Supplier<FormValidation> check) {
        return mayConfigure(item) ? check.get() : FormValidation.ok();
    }

    /**
     * @param item whose form it is; null for a form of the controller
     * @param check throws an {@link InvalidParameterException} for text that cannot be right
     * @param expected what the field takes, in the language of whoever fills it in
     * @return an error with what is expected; nothing for a visitor who may not configure
     */
    public static FormValidation check(@CheckForNull Item item, Runnable check, String expected) {
        return check(item, () -> accepts(check) ? FormValidation.ok() : FormValidation.error(expected));
    }

    /**
     * Whether a check has nothing against a value.
     *
     * @param check throws an {@link InvalidParameterException} for text that cannot be right
     */
    public static boolean accepts(Runnable check) {
        try {
            check.run();
            return true;
        } catch (InvalidParameterException e) {
            return false;
        }
    }

    private static boolean mayConfigure(Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.CONFIGURE) || item.hasPermission(Item.EXTENDED_READ);
    }
}
