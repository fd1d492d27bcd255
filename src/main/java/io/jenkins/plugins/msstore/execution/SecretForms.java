package io.jenkins.plugins.msstore.execution;

import io.jenkins.plugins.msstore.util.LogText;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The forms in which this plugin itself shows a secret that was given to it as an argument: without the white space around
 * it, on one line, and, where an argument holds an entry a line, line by line. The Credentials Binding plugin knows the
 * secret as it was stored, which may be with a line feed at its end.
 */
final class SecretForms {

    /** A shorter line, such as a bracket, is no secret of its own, and would be masked in every text. */
    private static final int MIN_LINE = 4;

    private SecretForms() {}

    /** The secrets as they are and in all forms. */
    static Set<String> of(Collection<String> secrets) {
        Set<String> forms = new HashSet<>();
        for (String secret : secrets) {
            forms.add(secret);
            add(secret, forms);
            secret.lines().filter(line -> line.strip().length() >= MIN_LINE).forEach(line -> add(line, forms));
        }
        return forms;
    }

    private static void add(String text, Set<String> forms) {
        forms.add(text.strip());
        forms.add(LogText.of(text, Integer.MAX_VALUE));
    }
}
