package io.jenkins.plugins.msstore.build;

import hudson.FilePath;
import io.jenkins.plugins.msstore.client.model.InvalidParameterException;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A path that a user gave, relative to the workspace, and that stays in it. */
public final class WorkspacePath {

    private static final Pattern ABSOLUTE = Pattern.compile("[/\\\\].*|[A-Za-z]:.*", Pattern.DOTALL);

    private final String parameter;
    private final String path;

    private WorkspacePath(String parameter, String path) {
        this.parameter = parameter;
        this.path = path;
    }

    /**
     * @param parameter the parameter as users type it
     * @param path as it was given
     * @throws InvalidParameterException naming the parameter: blank, absolute, or with {@code ..} in it
     */
    public static WorkspacePath of(String parameter, String path) {
        if (path == null || path.isBlank()) {
            throw new InvalidParameterException(parameter, path, "must not be blank");
        }
        if (ABSOLUTE.matcher(path).matches()) {
            throw new InvalidParameterException(parameter, path, "must be relative to the workspace");
        }
        if (Arrays.asList(path.split("[/\\\\]")).contains("..")) {
            throw new InvalidParameterException(parameter, path, "must not contain '..'");
        }
        if (path.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidParameterException(parameter, path, "must not contain control characters");
        }
        return new WorkspacePath(parameter, path);
    }

    /** The path as it was given. */
    public String text() {
        return path;
    }

    /**
     * The file or folder in the workspace.
     *
     * @throws InvalidParameterException naming the parameter, where there is no workspace, or a symbolic link leads out of
     *     it
     */
    public FilePath in(StoreSession session) throws IOException, InterruptedException {
        FilePath workspace = session.workspaceFor(parameter, path);
        // a node that has not run anything yet has no folder, in which nothing would count as being inside
        workspace.mkdirs();
        if (!workspace.isDescendant(path)) {
            throw new InvalidParameterException(parameter, path, "leads out of the workspace");
        }
        return workspace.child(path);
    }
}
