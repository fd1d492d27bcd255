package io.jenkins.plugins.msstore.fields;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Marks a parameter that is bound as text, and that a script may give as a whole number, without quotes. A parameter of type
 * {@code Object} would take both too, but Jenkins would offer every describable class for it.
 */
@Restricted(NoExternalUse.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface WholeNumberOrText {}
