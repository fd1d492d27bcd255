package io.jenkins.plugins.msstore.listing;

import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.error.BadRequestException;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.util.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Reads a list into its journal. A journal that another process began in the same tenant is continued after its last page, if
 * the service still takes the continuation token; otherwise the list is read from its beginning. {@link
 * StoreClient#cancel()} ends the reading.
 */
public final class ListExecution {

    private final StoreClient client;
    private final StoreList list;
    private final ListJournal journal;
    private final DisplayNameCache names;
    private final Consumer<String> onWarning;
    private final LongConsumer onPage;

    /** Whether a token was refused in this process; if a second one is refused, the list fails. */
    private boolean isTokenRefused;

    /**
     * For a list without display names, or with names that no other list shares.
     *
     * @param onPage receives the number of rows so far after each page; must not block
     */
    public ListExecution(StoreClient client, StoreList list, ListJournal journal, LongConsumer onPage) {
        this(client, list, journal, new DisplayNameCache(), line -> {}, onPage);
    }

    /**
     * @param names holds the display names that other lists have read
     * @param onWarning receives a line for a log when display names cannot be read, and when pages of another tenant are
     *     forgotten; must not block
     * @param onPage receives the number of rows so far after each page; must not block
     */
    public ListExecution(
            StoreClient client,
            StoreList list,
            ListJournal journal,
            DisplayNameCache names,
            Consumer<String> onWarning,
            LongConsumer onPage) {
        this.client = client;
        this.list = list;
        this.journal = journal;
        this.names = names;
        this.onWarning = onWarning;
        this.onPage = onPage;
    }

    /**
     * Reads the list; to be called once.
     *
     * @return the result; fails with a {@link StoreException}, or with an {@link IOException} if the journal cannot be written
     */
    public CompletableFuture<ListSummary> run() {
        try {
            journal.begun(client.tenant())
                    .ifPresent(change -> onWarning.accept("the list is read again from its beginning: " + change));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
        CompletableFuture<Void> reading = journal.isComplete() ? CompletableFuture.completedFuture(null) : read();
        return reading.thenApply(done -> journal.summary())
                .exceptionallyCompose(error -> CompletableFuture.failedFuture(unwrapped(error)));
    }

    private CompletableFuture<Void> read() {
        Optional<String> from = journal.next();
        return list.pages(client, names, onWarning)
                .readAll(from, this::keep)
                .exceptionallyCompose(
                        error -> isRefusedToken(error) ? readAgain() : CompletableFuture.failedFuture(error));
    }

    private void keep(StoreList.RowsPage page) {
        try {
            journal.add(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        onPage.accept(journal.rows());
    }

    /** Tokens expire: that of a previous process, or from before a long pause, may be too old. */
    private boolean isRefusedToken(Throwable error) {
        return !isTokenRefused
                && journal.next().isPresent()
                && Failures.unwrapped(error) instanceof BadRequestException;
    }

    private CompletableFuture<Void> readAgain() {
        isTokenRefused = true;
        try {
            journal.startAgain(client.tenant());
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
        return read();
    }

    private static Throwable unwrapped(Throwable error) {
        Throwable failure = Failures.unwrapped(error);
        return failure instanceof UncheckedIOException io ? io.getCause() : failure;
    }
}
