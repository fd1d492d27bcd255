package io.jenkins.plugins.msstore.forms;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Runs checks of form fields that depend only on the typed text, for users who may see or configure the form's item. */
@Restricted(NoExternalUse.class)
public final class FormPermission {

    private FormPermission() {}

    /**
     * @param item the form's job or folder; null for a form of the controller
     * @param check creates the message
     * @return the message of the check; OK if the user may not configure the item
     */
    public static FormValidation check(@CheckForNull Item item, Supplier<FormValidation> check) {
        return mayConfigure(item) ? check.get() : FormValidation.ok();
    }

    /**
     * @param item the form's job or folder; null for a form of the controller
     * @param check throws an {@link InvalidParameterException} if the text is not valid
     * @param expected describes valid values, in the language of the user
     * @return an error with the description of valid values; OK if the user may not configure the item
     */
    public static FormValidation check(@CheckForNull Item item, Runnable check, String expected) {
        return check(item, () -> accepts(check) ? FormValidation.ok() : FormValidation.error(expected));
    }

    /**
     * Checks a required field once it is filled in. An empty field is no error in the form, so that a new form is not
     * all red; it is one when the value is used.
     *
     * @param item the form's job or folder; null for a form of the controller
     * @param value the text as typed; may be null
     * @param check creates the message
     * @return the message of the check; OK if the field is empty, or the user may not configure the item
     */
    public static FormValidation checkFilled(
            @CheckForNull Item item, @CheckForNull String value, Supplier<FormValidation> check) {
        return Util.fixEmptyAndTrim(value) == null ? FormValidation.ok() : check(item, check);
    }

    /** Same as {@link #check(Item, Runnable, String)}, but an empty field is no error yet. */
    public static FormValidation checkFilled(
            @CheckForNull Item item, @CheckForNull String value, Runnable check, String expected) {
        return Util.fixEmptyAndTrim(value) == null ? FormValidation.ok() : check(item, check, expected);
    }

    /**
     * Whether a check accepts a value.
     *
     * @param check throws an {@link InvalidParameterException} if the text is not valid
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
