package io.jenkins.plugins.msstore.operation.bulk;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.bulk.users.Roster;
import io.jenkins.plugins.msstore.bulk.users.UsersFile;
import io.jenkins.plugins.msstore.execution.StoreSession;
import io.jenkins.plugins.msstore.execution.WorkspacePath;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The users of an operation as they were given: a list, or a file in the workspace. */
@Restricted(NoExternalUse.class)
public final class GivenUsers {

    private final List<String> users;
    private final WorkspacePath file;
    private final String column;

    private GivenUsers(List<String> users, WorkspacePath file, String column) {
        this.users = users;
        this.file = file;
        this.column = column;
    }

    /**
     * Checks the three arguments; exactly one of list and file must be given.
     *
     * @param users the list; null for a file
     * @param usersFile the path of the file in the workspace; null for a list
     * @param column the column of the file that holds the names; null for the default column
     * @throws InvalidParameterException naming the argument that is not valid
     */
    public static GivenUsers of(
            @CheckForNull List<String> users, @CheckForNull String usersFile, @CheckForNull String column) {
        if (users == null && usersFile == null) {
            throw new InvalidParameterException("users", null, "or usersFile is required");
        }
        if (users != null && usersFile != null) {
            throw new InvalidParameterException("usersFile", usersFile, "cannot be combined with users");
        }
        if (users != null && column != null) {
            throw new InvalidParameterException(
                    "column", column, "is for usersFile only; it cannot be combined with users");
        }
        return new GivenUsers(
                users == null ? null : new ArrayList<>(users),
                usersFile == null ? null : WorkspacePath.of("usersFile", usersFile),
                column);
    }

    /** The path of the file as the user typed it; null for a list. */
    @CheckForNull
    String fileName() {
        return file == null ? null : file.text();
    }

    /**
     * Writes the users to a roster. Reads the workspace, so call it by {@link StoreSession#callWorkspace}.
     *
     * @param target the roster's file
     * @param kind prepares the reader of the file, for example for {@linkplain UsersFile#orReport reports}
     */
    public Roster write(StoreSession session, Path target, UnaryOperator<UsersFile> kind)
            throws IOException, InterruptedException {
        if (users != null) {
            return Roster.write(target, Roster.list(users));
        }
        UsersFile reader = kind.apply(new UsersFile(file.text(), column));
        try (InputStream in = file.regularFileIn(session).read()) {
            return Roster.write(target, entries -> reader.read(in, entries));
        }
    }

    /** The error for an empty list or file. */
    public InvalidParameterException empty() {
        return new InvalidParameterException(
                users == null ? "usersFile" : "users",
                fileName(),
                "is empty, most often because an export failed; use allowEmpty: true to accept that");
    }
}
