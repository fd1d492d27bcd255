package io.jenkins.plugins.msstore.bulk.journal;

import static io.jenkins.plugins.msstore.client.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.msstore.bulk.ExecutionFolder;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.util.DamagedLineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process reads all that the process before it had written. */
class BulkJournalTest {

    private static final List<String> USERS = List.of("ada@contoso.com", "bob@contoso.com", "j\u00fcrgen@contoso.com");

    @TempDir
    private Path folder;

    private ExecutionFolder files;

    @BeforeEach
    void prepare() throws IOException {
        files = new ExecutionFolder(
                folder,
                new BulkRequest(ProductKey.of("9NBLGGH4R2R6", "0016"), SeatAction.RECLAIM, 2, false, true, true));
    }

    private static ResolvedUser failed(int number, String reason) {
        return new ResolvedUser(number, UserOutcome.failed(USERS.get(number), reason, "cv"));
    }

    private BulkJournal found() throws IOException {
        return BulkJournal.find(files.folder).orElseThrow();
    }

    @Test
    void everythingIsReadBackAsItWasWritten() throws IOException {
        try (BulkJournal journal = files.begin(USERS)) {
            journal.sending(0, 2);
            ExecutionFolder.resolve(journal, failed(2, "line\nbreak, \"quotes\" and \ud83d\ude00"), failed(0, "no"));
        }
        try (BulkJournal journal = found()) {
            assertThat(journal.request()).isEqualTo(files.request);
            assertThat(journal.reportName()).isEqualTo(ExecutionFolder.REPORT);
            assertThat(journal.roster().requested()).isEqualTo(3);
            assertThat(journal.state().sent().stream()).containsExactly(0, 1);
            assertThat(journal.state().isResolved(0)).isTrue();
            assertThat(journal.state().isResolved(1)).isFalse();
            assertThat(journal.isEnded()).isFalse();
            assertThat(journal.summary().failures())
                    .extracting(UserOutcome::failureReason)
                    .containsExactly("line\nbreak, \"quotes\" and \ud83d\ude00", "no");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1c291ca3 {\"line\":\"resolved\",\"number\":1,\"outc", "1c2", "1c291ca3 ", "\0\0\0\0", "j\u00fc"
            })
    void aLastLineThatIsTornIsAsIfItHadNotBeenWritten(String torn) throws IOException {
        try (BulkJournal journal = files.begin(USERS)) {
            journal.sending(0, 2);
            ExecutionFolder.resolve(journal, failed(0, "no"));
        }
        Files.writeString(files.journalFile(), torn, StandardOpenOption.APPEND);
        try (BulkJournal journal = found()) {
            journal.begun();
            ExecutionFolder.resolve(journal, failed(1, "neither"));
        }
        try (BulkJournal journal = found()) {
            assertThat(journal.state().resolved()).isEqualTo(2);
            assertThat(journal.state().resumptions()).isEqualTo(1);
        }
        assertThat(files.outcomes().get("bob@contoso.com").failureReason()).isEqualTo("neither");
    }

    @Test
    void anOperationThatHasNotBegunHasNoJournal() throws IOException {
        assertThat(BulkJournal.find(files.folder)).isEmpty();
        files.begin(USERS).close();
        assertThat(BulkJournal.find(files.folder)).isPresent();
        assertThat(files.folder).isDirectoryNotContaining("glob:**.next");
    }

    /** An operation that began anew would send what was sent before. */
    @ParameterizedTest
    @ValueSource(strings = {"", "torn", "zeros"})
    void aJournalThatHasLostItsFirstLineIsNotTakenForNone(String damage) throws IOException {
        files.begin(USERS).close();
        String begin = Files.readString(files.journalFile());
        Files.writeString(
                files.journalFile(),
                switch (damage) {
                    case "torn" -> begin.substring(0, begin.length() - 2);
                    case "zeros" -> "\0".repeat(begin.length());
                    default -> "";
                });
        assertThatThrownBy(() -> BulkJournal.find(files.folder))
                .isInstanceOf(DamagedLineException.class)
                .hasMessageEndingWith("/journal is damaged: line 1 is missing");
    }

    /** An interruption may hit the very thread that records an outcome. */
    @Test
    void anInterruptedThreadWritesItsLinesAndTheJournalStaysOpen() throws IOException {
        try (BulkJournal journal = files.begin(USERS)) {
            Thread.currentThread().interrupt();
            ExecutionFolder.resolve(journal, failed(0, "no"));
            assertThat(Thread.interrupted()).isTrue();
            ExecutionFolder.resolve(journal, failed(1, "neither"));
        }
        assertThat(files.outcomes()).hasSize(2);
    }

    /** A file that is closed under a thread that writes could be another one for that thread: descriptors are reused. */
    @Test
    void itIsNotClosedWhileALineIsWritten() throws Exception {
        BulkJournal journal = files.begin(USERS);
        Thread closing = new Thread(() -> assertThatCode(journal::close).doesNotThrowAnyException());
        synchronized (journal) {
            closing.start();
            await(() -> closing.getState() == Thread.State.BLOCKED || !closing.isAlive());
            assertThat(journal.sending(0, 1)).isTrue();
        }
        closing.join();
        assertThatThrownBy(() -> journal.sending(1, 2)).isInstanceOf(IOException.class);
    }

    @Test
    void noUserIsResolvedTwice() throws IOException {
        try (BulkJournal journal = files.begin(USERS)) {
            ExecutionFolder.resolve(journal, failed(0, "no"));
            assertThatThrownBy(() -> ExecutionFolder.resolve(journal, failed(0, "again")))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(files.outcomes().get("ada@contoso.com").failureReason()).isEqualTo("no");
    }

    /** As a report that begins while another thread resolves users: no row is missing, and none is there twice. */
    @Test
    void aFollowerThatComesWhileOutcomesArePassedOnReceivesEachOnce() throws IOException {
        try (BulkJournal journal = files.begin(USERS)) {
            List<String> late = new ArrayList<>();
            journal.follow(user -> {
                if (user.userName().equals(USERS.get(0))) {
                    follow(journal, late);
                }
            });
            ExecutionFolder.resolve(journal, failed(0, "no"), failed(1, "no"));
            ExecutionFolder.resolve(journal, failed(2, "no"));
            assertThat(late).containsExactlyElementsOf(USERS);
        }
    }

    private static void follow(BulkJournal journal, List<String> names) {
        try {
            journal.follow(user -> names.add(user.userName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
