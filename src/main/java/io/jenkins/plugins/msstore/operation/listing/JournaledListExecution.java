package io.jenkins.plugins.msstore.operation.listing;

import io.jenkins.plugins.msstore.client.model.Language;
import io.jenkins.plugins.msstore.execution.Progress;
import io.jenkins.plugins.msstore.execution.StoreSession;
import io.jenkins.plugins.msstore.history.ListCounts;
import io.jenkins.plugins.msstore.history.OperationResult;
import io.jenkins.plugins.msstore.history.SeatCount;
import io.jenkins.plugins.msstore.listing.ListExecution;
import io.jenkins.plugins.msstore.listing.ListJournal;
import io.jenkins.plugins.msstore.listing.ListSummary;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads a list in a build: logs its progress, archives its report, and warns of products that are short of seats. An
 * interruption cancels the client, which ends the reading; a part of a list is not archived.
 */
final class JournaledListExecution {

    private final StoreSession session;
    private final ReportedList list;
    private final ListJournal journal;
    private final ArchivedListReport report;
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong lastLogged = new AtomicLong();

    JournaledListExecution(StoreSession session, ReportedList list, ListJournal journal, ArchivedListReport report) {
        this.session = session;
        this.list = list;
        this.journal = journal;
        this.report = report;
    }

    /**
     * @param resumed whether another process began the operation
     * @return the result as plain values
     */
    CompletableFuture<Map<String, Object>> start(boolean resumed) {
        rows.set(journal.rows());
        lastLogged.set(rows.get());
        session.setProgressSource(this::listProgress);
        session.log(list.texts().begin(rows.get(), resumed));
        Runnable stopLogging = session.repeatLogging(this::logProgress);
        return new ListExecution(
                        session.client(),
                        list.list(),
                        journal,
                        DisplayNamesOfBuild.cache(session.run()),
                        line -> session.log("WARNING: " + line),
                        rows::set)
                .run()
                .whenComplete((summary, failure) -> stopLogging.run())
                .thenApplyAsync(this::finish, session.executor())
                .whenComplete((result, failure) -> close(failure));
    }

    private Progress listProgress() {
        long entries = rows.get();
        return Progress.ofList(entries, list.texts().progress(entries));
    }

    private void logProgress() {
        long read = rows.get();
        if (lastLogged.getAndSet(read) != read) {
            session.log(list.texts().progress(read));
        }
    }

    private Map<String, Object> finish(ListSummary summary) {
        try {
            Map<String, Object> result = report.archive(summary, session);
            session.record(OperationResult.ofList(counts(summary), report.paths()));
            String file = report.paths().get(0);
            session.log(list.texts().end(summary, file));
            if (summary.totalWithoutName() > 0) {
                Language language = list.list().displayNames().orElseThrow();
                session.log("WARNING: " + ListTexts.withoutName(summary, language));
            }
            if (summary.totalShort() > 0) {
                String line = ListTexts.shortage(summary, list.warnBelow().orElseThrow(), file);
                session.log("WARNING: the build is unstable: " + line);
                session.unstable(line);
            }
            return result;
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private static ListCounts counts(ListSummary summary) {
        List<SeatCount> seats = summary.largest().stream()
                .map(row -> new SeatCount(
                        row.productId() + "/" + row.skuId(),
                        row.nameIfKnown().orElse(null),
                        row.seatCapacity(),
                        row.availableSeats()))
                .toList();
        return new ListCounts(summary.total(), summary.totalShort(), seats, summary.notLargest());
    }

    private void close(Throwable failure) {
        try {
            journal.close();
        } catch (IOException e) {
            if (failure != null) {
                failure.addSuppressed(e);
            }
        }
    }
}
