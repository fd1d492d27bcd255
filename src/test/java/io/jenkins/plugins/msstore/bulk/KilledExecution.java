package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.BulkRequest;
import io.jenkins.plugins.msstore.bulk.journal.ResolvedUser;
import io.jenkins.plugins.msstore.bulk.journal.UserOutcome;
import io.jenkins.plugins.msstore.bulk.users.Roster;
import io.jenkins.plugins.msstore.client.model.Seat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Creates the folder of a bulk operation whose process was killed. */
public final class KilledExecution {

    private final Path folder;
    private final BulkRequest request;
    private final List<String> users;

    private KilledExecution(Path folder, BulkRequest request, List<String> users) {
        this.folder = folder;
        this.request = request;
        this.users = users;
    }

    /** An operation that had sent nothing, and whose tenant is not known. */
    public static KilledExecution in(Path folder, BulkRequest request, List<String> users, String report)
            throws IOException {
        Roster roster = Roster.write(BulkJournal.rosterFile(folder), Roster.list(users));
        BulkJournal.begin(folder, null, request, roster, report, 1000).close();
        return new KilledExecution(folder, request, users);
    }

    /** Adds a range of entries that may have been sent; the end is exclusive. */
    public KilledExecution sent(int first, int end) throws IOException {
        try (BulkJournal journal = BulkJournal.find(folder).orElseThrow()) {
            journal.sending(first, end);
        }
        return this;
    }

    /** Adds a user that was served. */
    public KilledExecution succeeded(int number) throws IOException {
        try (BulkJournal journal = BulkJournal.find(folder).orElseThrow()) {
            Seat seat = new Seat(users.get(number), null, "Active", request.product());
            journal.resolve(new ResolvedUser(number, UserOutcome.succeeded(users.get(number), seat, null)));
            journal.flush();
        }
        return this;
    }

    /** Damages the journal: replaces the last occurrence of a word. */
    public KilledExecution damaged(String word, String other) throws IOException {
        return replace(folder.resolve("journal"), word, other);
    }

    /** Damages the roster: replaces the last occurrence of a word. */
    public KilledExecution withDamagedUsers(String word, String other) throws IOException {
        return replace(BulkJournal.rosterFile(folder), word, other);
    }

    private KilledExecution replace(Path file, String word, String other) throws IOException {
        String text = Files.readString(file);
        int found = text.lastIndexOf(word);
        if (found < 0) {
            throw new IllegalArgumentException(word + " is not in " + text);
        }
        Files.writeString(file, text.substring(0, found) + other + text.substring(found + word.length()));
        return this;
    }
}
