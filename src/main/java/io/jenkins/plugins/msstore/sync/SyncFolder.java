package io.jenkins.plugins.msstore.sync;

import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of a sync.
 *
 * <pre>
 * sync             its journal, see {@link SyncJournal}
 * listed           the users that shall have a seat
 * seats/           the product's seats, see {@link io.jenkins.plugins.msstore.listing.ListJournal}
 * unchanged        the entries of the list for which nothing is done
 * add/, remove/    the users that get a seat, and those whose seat is reclaimed, each with the journal of a bulk operation
 * </pre>
 */
record SyncFolder(Path path) {

    Path journal() {
        return path.resolve("sync");
    }

    Path listed() {
        return path.resolve("listed");
    }

    Path unchanged() {
        return path.resolve("unchanged");
    }

    /** The folder of the list of seats; it exists. */
    Path seats() throws IOException {
        return Files.createDirectories(path.resolve("seats"));
    }

    /** Whether the list of seats was begun, which is after the sync. */
    boolean hasSeats() {
        return Files.exists(path.resolve("seats"));
    }

    /** The folder of the bulk operation that makes a change; it exists. */
    Path of(SyncChange change) throws IOException {
        return Files.createDirectories(path.resolve(name(change)));
    }

    /** The name of that folder. */
    static String name(SyncChange change) {
        return change == SyncChange.ADD ? "add" : "remove";
    }

    /** The list of the users that a change adds or removes. */
    Path users(SyncChange change) throws IOException {
        return BulkJournal.rosterFile(of(change));
    }
}
