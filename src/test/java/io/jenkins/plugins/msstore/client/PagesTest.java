package io.jenkins.plugins.msstore.client;

import static io.jenkins.plugins.msstore.client.StoreFixture.failure;
import static io.jenkins.plugins.msstore.client.StoreFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException;
import io.jenkins.plugins.msstore.client.model.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A list is read to its end; a list without an end is detected after few requests. */
class PagesTest {

    private static final Subject LIST = Subject.of("Get inventory");

    /** A page whose token is the number of the next page. */
    private record Numbered(int number, Optional<String> continuationToken) implements Page {}

    private int requests;

    private Pages<Numbered> pages(Executor executor, Function<Integer, Optional<String>> next) {
        return new Pages<>(LIST, token -> {
            requests++;
            int number = token.map(Integer::parseInt).orElse(0);
            return CompletableFuture.completedFuture(new Numbered(number, next.apply(number)))
                    .thenApplyAsync(page -> page, executor);
        });
    }

    private static Function<Integer, Optional<String>> upTo(int last) {
        return number -> number < last ? Optional.of(Integer.toString(number + 1)) : Optional.empty();
    }

    /** The stack must not grow, neither with pages that are complete at once nor with those of another thread. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLongListIsReadToItsEndInOrder(boolean atOnce) throws Exception {
        List<Integer> read = new ArrayList<>();
        get(pages(atOnce ? Runnable::run : ForkJoinPool.commonPool(), upTo(50_000))
                .readAll(Optional.empty(), page -> read.add(page.number())));
        assertThat(read).hasSize(50_001).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void readingBeginsWhereAnotherEnded() throws Exception {
        List<Integer> read = new ArrayList<>();
        get(pages(Runnable::run, upTo(9)).readAll(Optional.of("7"), page -> read.add(page.number())));
        assertThat(read).containsExactly(7, 8, 9);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 2", "1, 1", "0, 7", "5, 100", "300, 90", "1000, 3"})
    void tokensThatGoRoundEndTheReadingSoon(int before, int length) throws Exception {
        Function<Integer, Optional<String>> circle =
                number -> Optional.of(Integer.toString(number < before + length ? number + 1 : before + 1));
        assertThat(failure(pages(Runnable::run, circle).readAll(Optional.empty(), page -> {})))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageStartingWith("Get inventory failed: the continuation tokens of the list go round");
        assertThat(requests).isLessThanOrEqualTo(3 * (before + length) + 3);
    }

    @Test
    void aPageTooManyIsAnError() throws Exception {
        assertThat(failure(pages(Runnable::run, upTo(10)).readAll(Optional.empty(), 10, page -> {})))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageContaining("the list has more than 10 pages");
        assertThat(requests).isEqualTo(10);
        get(pages(Runnable::run, upTo(9)).readAll(Optional.empty(), 10, page -> {}));
    }

    @Test
    void aReaderThatHasEnoughEndsTheReading() throws Exception {
        assertThat(get(pages(Runnable::run, upTo(10)).read(100, page -> page.number() < 3)))
                .isFalse();
        assertThat(requests).isEqualTo(4);
    }

    @Test
    void anExceptionOfThePageHandlerEndsTheReading() {
        CompletableFuture<Void> reading = pages(Runnable::run, upTo(10)).readAll(Optional.empty(), page -> {
            throw new IllegalStateException("disk full");
        });
        assertThat(reading).isCompletedExceptionally();
        assertThat(requests).isEqualTo(1);
    }
}
