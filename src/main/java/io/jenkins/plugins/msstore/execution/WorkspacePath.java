package io.jenkins.plugins.msstore.execution;

import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jenkins.MasterToSlaveFileCallable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A path that a user gave, relative to the workspace and inside it. */
@Restricted(NoExternalUse.class)
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

    /** The path as the user gave it. */
    public String text() {
        return path;
    }

    /** The path as most systems write it: with slashes alone, and empty for the workspace itself. */
    public String normalized() {
        return Arrays.stream(path.split("[/\\\\]"))
                .filter(segment -> !segment.isEmpty() && !segment.equals("."))
                .collect(Collectors.joining("/"));
    }

    /** The path of a file in this folder, relative to the workspace. */
    public String child(String fileName) {
        return normalized().isEmpty() ? fileName : normalized() + "/" + fileName;
    }

    /** The error of a path that is valid, but cannot be used now. */
    public InvalidParameterException refused(String problem) {
        return new InvalidParameterException(parameter, path, problem);
    }

    /**
     * Resolves the path in the workspace. Calls the agent: see {@link StoreSession#callWorkspace}.
     *
     * @throws InvalidParameterException naming the parameter if there is no workspace, or if a symbolic link leads out
     *     of it
     */
    public FilePath in(StoreSession session) throws IOException, InterruptedException {
        FilePath workspace = session.workspaceFor(parameter, path);
        // a new node has no workspace folder yet, and no path is inside a folder that does not exist
        workspace.mkdirs();
        if (!workspace.isDescendant(path)) {
            throw new InvalidParameterException(parameter, path, "leads out of the workspace");
        }
        return workspace.child(path);
    }

    /**
     * Resolves the path of a regular file in the workspace. Anything else is rejected before it is opened: opening a
     * named pipe may block for ever and cannot be interrupted. Calls the agent, as {@link #in}.
     *
     * @throws InvalidParameterException as {@link #in}, and if there is no such file
     */
    public FilePath regularFileIn(StoreSession session) throws IOException, InterruptedException {
        FilePath file = in(session);
        // an agent may return null
        if (!Boolean.TRUE.equals(file.act(new IsRegularFile()))) {
            throw new InvalidParameterException(parameter, path, "is not a file in the workspace");
        }
        return file;
    }

    /** Checks whether a file, or the target of a symbolic link, is a regular file. */
    private static final class IsRegularFile extends MasterToSlaveFileCallable<Boolean> {

        private static final long serialVersionUID = 1L;

        @Override
        public Boolean invoke(File file, VirtualChannel channel) {
            return file.isFile();
        }
    }
}
