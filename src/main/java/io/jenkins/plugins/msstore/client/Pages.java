package io.jenkins.plugins.msstore.client;

import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import io.jenkins.plugins.msstore.client.model.Page;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads a list of the service one page after the other. A list whose continuation tokens repeat ends with an error, soon
 * after the first repeated token.
 *
 * @param <P> the type of the pages
 */
public final class Pages<P extends Page> {

    /** The maximum length of a list, which no real list reaches: a million entries are 40,000 pages of 25. */
    public static final int MAX_PAGES = 100_000;

    private final Subject subject;
    private final Function<Optional<String>, CompletableFuture<P>> request;

    /**
     * @param subject the list, for errors
     * @param request asks for the page of a continuation token; for the first page, without one
     */
    public Pages(Subject subject, Function<Optional<String>, CompletableFuture<P>> request) {
        this.subject = subject;
        this.request = request;
    }

    /**
     * Reads the pages to the end.
     *
     * @param from the continuation token of the page to begin with; empty for the first page
     * @param onPage receives each page; an exception that it throws ends the reading
     * @return fails with a {@link StoreException}, also if there are more than {@value #MAX_PAGES} pages
     */
    public CompletableFuture<Void> readAll(Optional<String> from, Consumer<? super P> onPage) {
        return readAll(from, MAX_PAGES, onPage);
    }

    CompletableFuture<Void> readAll(Optional<String> from, int maxPages, Consumer<? super P> onPage) {
        return new Reading(from, maxPages, page -> {
                    onPage.accept(page);
                    return true;
                })
                .run()
                .thenCompose(complete -> complete
                        ? CompletableFuture.completedFuture(null)
                        : CompletableFuture.failedFuture(endless("the list has more than " + maxPages + " pages")));
    }

    /**
     * Reads pages from the first one on, until one is the last, or the caller has enough.
     *
     * @param maxPages the maximum number of pages, at least 1
     * @param wantsMore receives each page, and returns whether to read on
     * @return whether the last page was read
     */
    public CompletableFuture<Boolean> read(int maxPages, Predicate<? super P> wantsMore) {
        return new Reading(Optional.empty(), maxPages, wantsMore).run();
    }

    private StoreException endless(String reason) {
        return new UnexpectedAnswerException(subject, WriteOutcome.UNKNOWN, 200, reason);
    }

    /** One reading of the list. */
    private final class Reading {

        private final CompletableFuture<Boolean> result = new CompletableFuture<>();
        private final Predicate<? super P> wantsMore;
        private final TokenCycle cycle = new TokenCycle();

        /** The number of pages to request next: a request that completes at once must not request the next page recursively. */
        private final AtomicInteger due = new AtomicInteger();

        private Optional<String> token;
        private int pagesLeft;

        Reading(Optional<String> from, int maxPages, Predicate<? super P> wantsMore) {
            this.token = from;
            this.pagesLeft = maxPages;
            this.wantsMore = wantsMore;
        }

        CompletableFuture<Boolean> run() {
            next();
            return result;
        }

        private void next() {
            if (due.getAndIncrement() == 0) {
                do {
                    request.apply(token).whenComplete(this::onPage);
                } while (due.decrementAndGet() > 0);
            }
        }

        private void onPage(P page, Throwable error) {
            try {
                if (error != null) {
                    result.completeExceptionally(error);
                } else if (isLast(page)) {
                    result.complete(page.continuationToken().isEmpty());
                } else {
                    token = page.continuationToken();
                    next();
                }
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        }

        private boolean isLast(P page) {
            pagesLeft--;
            boolean isEnough = !wantsMore.test(page)
                    || pagesLeft == 0
                    || page.continuationToken().isEmpty();
            if (!isEnough && cycle.isClosedBy(page.continuationToken().get())) {
                throw new CompletionException(endless("the continuation tokens of the list go round"));
            }
            return isEnough;
        }
    }

    /**
     * Detects repeating tokens by Brent's algorithm ("An improved Monte Carlo factorization algorithm", BIT 20, 1980):
     * keeps one token at a time, each for twice as many steps as the last. A cycle is found after at most three times as
     * many steps as lead to its end.
     */
    private static final class TokenCycle {

        private String kept = "";
        private long steps;
        private long limit = 1;

        boolean isClosedBy(String token) {
            if (token.equals(kept)) {
                return true;
            }
            steps++;
            if (steps == limit) {
                kept = token;
                limit *= 2;
                steps = 0;
            }
            return false;
        }
    }
}
