package io.jenkins.plugins.msstore.listing;

import io.jenkins.plugins.msstore.client.model.StoreTenant;
import io.jenkins.plugins.msstore.util.DamagedLineException;
import io.jenkins.plugins.msstore.util.LineLog;
import io.jenkins.plugins.msstore.util.LineReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The pages of a list that were read so far, one a line, in a file that survives the process. A page and the token of the
 * next one are one line, so a list that is resumed has no entry twice and none missing.
 *
 * <pre>
 * {"line":"begin","at":1700000000000,"tenant":{…}}
 * {"line":"page","rows":[{"row":"seat","productId":…}, …],"next":"dG9rZW4"}
 * {"line":"resumed","at":1700000000000}
 * </pre>
 *
 * <p>Reading a list changes nothing, so a journal with a damaged line is discarded, and the list is read again.
 */
public final class ListJournal implements Closeable {

    private static final String FILE = "list";

    private final Path file;
    private final ListTally tally;
    private LineLog<ListLine> lines;

    /** Null until the reading begins. */
    private ListLine.Begin header;

    private int resumptions;
    private Optional<String> next = Optional.empty();
    private boolean isComplete;

    private ListJournal(Path file, ListTally tally) {
        this.file = file;
        this.tally = tally;
    }

    /**
     * Opens the journal of a list, or creates it.
     *
     * @param folder the folder of the journal, of this list alone; it exists
     * @param tally receives the rows, those of a previous process first
     */
    public static ListJournal open(Path folder, ListTally tally) throws IOException {
        ListJournal journal = new ListJournal(folder.resolve(FILE), tally);
        try {
            journal.load();
            return journal;
        } catch (IOException e) {
            journal.close();
            throw e;
        }
    }

    private synchronized void load() throws IOException {
        lines = LineLog.open(file, ListLine.FORMAT);
        try {
            replay();
        } catch (DamagedLineException e) {
            clear();
        }
    }

    private synchronized void replay() throws IOException {
        try (LineReader<ListLine> reader = new LineReader<>(file, ListLine.FORMAT)) {
            for (ListLine line; (line = reader.next()) != null; ) {
                boolean isFirst = header == null;
                if (isFirst != (line instanceof ListLine.Begin) || isComplete) {
                    throw reader.damaged("is not valid there");
                }
                apply(line);
            }
        }
    }

    private synchronized void write(ListLine line) throws IOException {
        lines.append(line);
        apply(line);
    }

    private synchronized void apply(ListLine line) {
        if (line instanceof ListLine.Begin begin) {
            header = begin;
        } else if (line instanceof ListLine.Resumed) {
            resumptions++;
        } else if (line instanceof ListLine.RowsLine page) {
            page.rows().forEach(tally::add);
            next = Optional.ofNullable(page.next());
            isComplete = next.isEmpty();
        }
    }

    /**
     * Notes that the reading begins, or that it is resumed if a previous process began it. Forgets the pages of another tenant.
     *
     * @param tenant the tenant whose list is read
     * @return the reason why pages were forgotten, as one line; empty if none were
     */
    synchronized Optional<String> begun(StoreTenant tenant) throws IOException {
        if (header == null) {
            write(new ListLine.Begin(System.currentTimeMillis(), tenant));
            return Optional.empty();
        }
        Optional<String> change = StoreTenant.change(header.tenant(), tenant);
        if (change.isPresent()) {
            startAgain(tenant);
        }
        if (!isComplete) {
            write(new ListLine.Resumed(System.currentTimeMillis()));
        }
        return change;
    }

    /** Notes a page. */
    synchronized void add(StoreList.RowsPage page) throws IOException {
        write(new ListLine.RowsLine(page.rows(), page.continuationToken().orElse(null)));
    }

    /** Forgets all pages, so that the list is read from its beginning; that of a tenant. */
    synchronized void startAgain(StoreTenant tenant) throws IOException {
        clear();
        write(new ListLine.Begin(System.currentTimeMillis(), tenant));
    }

    private synchronized void clear() throws IOException {
        lines.close();
        Files.delete(file);
        lines = LineLog.open(file, ListLine.FORMAT);
        tally.clear();
        next = Optional.empty();
        isComplete = false;
        header = null;
    }

    /** The token of the page that is read next; empty for the first page. */
    synchronized Optional<String> next() {
        return next;
    }

    /** Whether the last page was read. */
    public synchronized boolean isComplete() {
        return isComplete;
    }

    /** The number of rows so far. */
    public synchronized long rows() {
        return tally.total();
    }

    /** The result so far. */
    public synchronized ListSummary summary() {
        long began = header == null ? System.currentTimeMillis() : header.at();
        return tally.summary(Duration.ofMillis(Math.max(0, System.currentTimeMillis() - began)), resumptions);
    }

    /** Receives a row. */
    @FunctionalInterface
    public interface RowReader {
        void row(ListRow row) throws IOException;
    }

    /** Reads all rows, in the order of the list. */
    public void read(RowReader rows) throws IOException {
        try (LineReader<ListLine> reader = new LineReader<>(file, ListLine.FORMAT)) {
            for (ListLine line; (line = reader.next()) != null; ) {
                if (line instanceof ListLine.RowsLine page) {
                    for (ListRow row : page.rows()) {
                        rows.row(row);
                    }
                }
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (lines != null) {
            lines.close();
        }
    }
}
