package io.jenkins.plugins.msstore.builders;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import org.jenkinsci.plugins.tokenmacro.MacroEvaluationException;
import org.jenkinsci.plugins.tokenmacro.TokenMacro;

/**
 * Expands tokens with the Token Macro plugin. Jenkins may run without that plugin, so only {@link FieldExpansion} uses
 * this class, after it has checked that the plugin is installed.
 */
final class TokenMacros {

    private TokenMacros() {}

    /** Expands the tokens of a text; anything else is not changed, including {@code $$}. */
    static String expand(Run<?, ?> run, @CheckForNull FilePath workspace, TaskListener listener, String text)
            throws IOException, InterruptedException {
        try {
            return TokenMacro.expand(run, workspace, listener, text.replace("$$", "$$$$"), false, null);
        } catch (MacroEvaluationException e) {
            throw new AbortException("a token cannot be expanded: " + e.getMessage());
        }
    }
}
