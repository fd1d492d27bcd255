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
 * Expands fields in one build: first tokens, if the Token Macro plugin is installed, then environment variables. In this
 * order, because the value of a variable must not be read as a token: a user who may start a build chooses its
 * parameters, and a token can show files of the workspace.
 */
final class FieldExpansion {

    /** Does not change any field. */
    static final FieldExpansion NONE = new FieldExpansion(null, null, null, TaskListener.NULL);

    private final Run<?, ?> run;
    private final FilePath workspace;
    private final EnvVars env;
    private final TaskListener listener;
    private final boolean tokens = isTokenMacroInstalled();

    /**
     * Creates the expansion for the fields of a build step. Fields are not expanded in a Pipeline: Groovy has expanded
     * the arguments already, and a second expansion would expand {@code ${SECRET}} in the value of a parameter.
     *
     * @param workspace for tokens that read it; null if there is none
     * @param env the build's environment
     */
    static FieldExpansion in(Run<?, ?> run, @CheckForNull FilePath workspace, EnvVars env, TaskListener listener) {
        return run instanceof AbstractBuild ? new FieldExpansion(run, workspace, env, listener) : NONE;
    }

    /**
     * @param workspace for tokens that read it; null if there is none
     * @param env the build's environment; null to expand nothing
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
     * @return the text with tokens and variables expanded; anything else is not changed
     */
    String of(@CheckForNull String text) throws IOException, InterruptedException {
        if (env == null || text == null || text.indexOf('$') < 0) {
            return text;
        }
        return env.expand(tokens ? TokenMacros.expand(run, workspace, listener, text) : text);
    }

    /** Same as {@link #of}, but returns null for a blank result: for optional arguments. */
    @CheckForNull
    String ofOptional(@CheckForNull String text) throws IOException, InterruptedException {
        return Util.fixEmptyAndTrim(of(text));
    }

    /**
     * @param entries null stays null
     * @return one entry per line, because a variable may have several lines; blank lines are removed
     */
    @CheckForNull
    List<String> ofLines(@CheckForNull List<String> entries) throws IOException, InterruptedException {
        if (env == null || entries == null) {
            return entries;
        }
        List<String> lines = new ArrayList<>();
        for (String entry : entries) {
            lines.addAll(linesOf(entry));
        }
        return lines;
    }

    private List<String> linesOf(String entry) throws IOException, InterruptedException {
        return of(entry)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /**
     * Same as {@link #ofLines}, but an entry that is blank after the expansion stays: for entries whose absence would do harm.
     */
    @CheckForNull
    List<String> ofLinesOrBlank(@CheckForNull List<String> entries) throws IOException, InterruptedException {
        if (env == null || entries == null) {
            return entries;
        }
        List<String> lines = new ArrayList<>();
        for (String entry : entries) {
            List<String> ofEntry = linesOf(entry);
            lines.addAll(ofEntry.isEmpty() ? List.of("") : ofEntry);
        }
        return lines;
    }

    /** Checked for every build: plugins can be installed while Jenkins is running. */
    private static boolean isTokenMacroInstalled() {
        try {
            Class.forName("org.jenkinsci.plugins.tokenmacro.TokenMacro", false, FieldExpansion.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
