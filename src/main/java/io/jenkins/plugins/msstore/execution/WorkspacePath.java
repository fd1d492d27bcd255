package io.jenkins.plugins.msstore.execution;

import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import jenkins.MasterToSlaveFileCallable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A path that a user gave, relative to the workspace, and that stays in it. */
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

    /** The path as it was given. */
    public String text() {
        return path;
    }

    /**
     * The file or folder in the workspace. Asks the agent: see {@link StoreSession#callWorkspace}.
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

    /**
     * The regular file in the workspace. Anything else is refused before it is opened: opening a named pipe may last for
     * ever, and cannot be interrupted. Asks the agent, as {@link #in}.
     *
     * @throws InvalidParameterException as {@link #in}, and where there is no such file
     */
    public FilePath regularFileIn(StoreSession session) throws IOException, InterruptedException {
        FilePath file = in(session);
        // an agent may answer null
        if (!Boolean.TRUE.equals(file.act(new IsRegularFile()))) {
            throw new InvalidParameterException(parameter, path, "is not a file of the workspace");
        }
        return file;
    }

    /** Tells whether a file, or what a symbolic link leads to, is a regular one. */
    private static final class IsRegularFile extends MasterToSlaveFileCallable<Boolean> {

        private static final long serialVersionUID = 1L;

        @Override
        public Boolean invoke(File file, VirtualChannel channel) {
            return file.isFile();
        }
    }
}
