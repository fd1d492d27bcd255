package io.jenkins.plugins.msstore.forms;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.msstore.client.model.InvalidParameterException;
import jenkins.model.Jenkins;

/** Checks of form fields that look at nothing but the typed text, for those who may see or configure what the form is of. */
public final class FormPermission {

    private FormPermission() {}

    /**
     * @param item whose form it is; null for a form of the controller
     * @param check throws an {@link InvalidParameterException} for text that cannot be right
     * @return the check's error; nothing for a visitor who may not configure
     */
    public static FormValidation check(@CheckForNull Item item, Runnable check) {
        if (!mayConfigure(item)) {
            return FormValidation.ok();
        }
        try {
            check.run();
            return FormValidation.ok();
        } catch (InvalidParameterException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    private static boolean mayConfigure(Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.CONFIGURE) || item.hasPermission(Item.EXTENDED_READ);
    }
}
