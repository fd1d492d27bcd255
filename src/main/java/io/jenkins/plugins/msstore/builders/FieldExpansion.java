package io.jenkins.plugins.msstore.builders;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Expands fields in one build: tokens where the Token Macro plugin is there, and environment variables. In this order, for
 * what a variable holds must not be read as a token: a user who may start a build chooses its parameters, and a token can
 * show files of the workspace.
 */
final class FieldExpansion {

    /** Leaves every field as it is. */
    static final FieldExpansion NONE = new FieldExpansion(null, null, null, TaskListener.NULL);

    private final Run<?, ?> run;
    private final FilePath workspace;
    private final EnvVars env;
    private final TaskListener listener;
    private final boolean tokens = isTokenMacroThere();

    /**
     * The expansion of the fields of a build step. Only a build that Jenkins itself runs expands them: in a Pipeline, Groovy
     * has put the arguments together, and a second expansion would read {@code ${SECRET}} in the value of a parameter.
     *
     * @param workspace for tokens that look into it; null where there is none
     * @param env the build's environment
     */
    static FieldExpansion in(Run<?, ?> run, @CheckForNull FilePath workspace, EnvVars env, TaskListener listener) {
        return run instanceof AbstractBuild ? new FieldExpansion(run, workspace, env, listener) : NONE;
    }

    /**
     * @param workspace for tokens that look into it; null where there is none
     * @param env the build's environment; null to leave fields as they are
     */
    FieldExpansion(
            @CheckForNull Run<?, ?> run,
            @CheckForNull FilePath workspace,
            @CheckForNull EnvVars env,
            TaskListener listener) {
        this.run = run;
        this.workspace = workspace;
        this.env = env;
        this.listener = listener;
    }

    /**
     * @param text null stays null
     * @return with what is neither a token nor a variable as it was
     */
    String of(@CheckForNull String text) throws IOException, InterruptedException {
        if (env == null || text == null || text.indexOf('$') < 0) {
            return text;
        }
        return env.expand(tokens ? TokenMacros.expand(run, workspace, listener, text) : text);
    }

    /** As {@link #of}, with null where nothing is left: an argument that may be missing. */
    @CheckForNull
    String ofOptional(@CheckForNull String text) throws IOException, InterruptedException {
        return Util.fixEmptyAndTrim(of(text));
    }

    /**
     * @param entries null stays null
     * @return a list with an entry for each line, for a variable may hold several; blank ones are dropped
     */
    @CheckForNull
    List<String> ofLines(@CheckForNull List<String> entries) throws IOException, InterruptedException {
        if (env == null || entries == null) {
            return entries;
        }
        List<String> lines = new ArrayList<>();
        for (String entry : entries) {
            of(entry).lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(lines::add);
        }
        return lines;
    }

    /** Asked anew for each build: plugins can be installed while Jenkins runs. */
    private static boolean isTokenMacroThere() {
        try {
            Class.forName("org.jenkinsci.plugins.tokenmacro.TokenMacro", false, FieldExpansion.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
