package org.jenkinsci.plugins.tokenmacro;

import hudson.ExtensionPoint;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.List;

/** Knows no macro: every text stays as it is. */
public abstract class TokenMacro implements ExtensionPoint {
    public static String expand(
            Run<?, ?> run,
            FilePath workspace,
            TaskListener listener,
            String stringWithMacro,
            boolean throwException,
            List<TokenMacro> privateTokens)
            throws MacroEvaluationException, IOException, InterruptedException {
        return stringWithMacro;
    }
}
