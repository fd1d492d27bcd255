package io.jenkins.plugins.msstore.bulk.journal;

import static io.jenkins.plugins.msstore.client.StoreFixture.OPEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.msstore.bulk.ExecutionFolder;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.auth.AccessToken;
import io.jenkins.plugins.msstore.client.auth.TokenSource;
import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.util.DamagedLineException;
import io.jenkins.plugins.msstore.util.LineLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged files of a killed bulk operation lead to one clear line of error, or to a report in which everything is true.
 * Nothing is sent, so no user outside of the list gets a seat.
 */
class DamagedJournalTest {

    private static final List<String> USERS = List.of(
            "ada@contoso.com", "bob@contoso.com", "no-user", "eve@contoso.com", "joe@contoso.com", "zoe@contoso.com");

    /** The outcome of each user when the process was killed; joe's request was under way, zoe's was not sent. */
    private static final Map<String, String> TRUTH = Map.of(
            "ada@contoso.com", "SUCCEEDED Active",
            "bob@contoso.com", "FAILED no",
            "no-user", "INVALID is not a user principal name (user@domain)",
            "eve@contoso.com", "SUCCEEDED Active",
            "joe@contoso.com", "UNKNOWN",
            "zoe@contoso.com", "NOT_ATTEMPTED");

    @TempDir
    private Path folder;

    private final AtomicInteger tokensAskedFor = new AtomicInteger();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private StoreClient client;
    private ExecutionFolder files;
    private byte[] journalBytes;
    private byte[] rosterBytes;

    @BeforeEach
    void killRun() throws IOException {
        client = StoreClient.builder(
                        StoreEndpoint.of("https://store.invalid"), countingTokens(), new OkHttpClient(), timer)
                .build();
        files = new ExecutionFolder(folder, new BulkRequest(OPEN, SeatAction.ASSIGN, 2, false, true, false));
        try (BulkJournal journal = files.begin(USERS)) {
            journal.sending(0, 2);
            ExecutionFolder.resolve(journal, succeeded(0), failed(1));
            journal.sending(3, 5);
            ExecutionFolder.resolve(journal, succeeded(3));
        }
        journalBytes = Files.readAllBytes(files.journalFile());
        rosterBytes = Files.readAllBytes(rosterFile());
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    /** Counts the requests, because each takes a token first. */
    private TokenSource countingTokens() {
        return new TokenSource() {
            @Override
            public Optional<String> tenantUrl() {
                return Optional.empty();
            }

            @Override
            public CompletableFuture<AccessToken> token() {
                tokensAskedFor.incrementAndGet();
                return new CompletableFuture<>();
            }

            @Override
            public CompletableFuture<AccessToken> renewed(AccessToken rejected) {
                return token();
            }
        };
    }

    private static ResolvedUser succeeded(int number) {
        Seat seat = new Seat(USERS.get(number), "2026-01-01T00:00:00Z", "Active", OPEN);
        return new ResolvedUser(number, UserOutcome.succeeded(USERS.get(number), seat, "cv"));
    }

    private static ResolvedUser failed(int number) {
        return new ResolvedUser(number, UserOutcome.failed(USERS.get(number), "no", "cv"));
    }

    private Path rosterFile() {
        return BulkJournal.rosterFile(files.folder);
    }

    private void write(byte[] journal, byte[] roster) throws IOException {
        overwrite(files.journalFile(), journal);
        overwrite(rosterFile(), roster);
    }

    /** Overwrites the file, which is much faster than creating a new one some ten thousand times. */
    private static void overwrite(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(content));
            channel.truncate(content.length);
        }
    }

    /** The outcome and reason of each user in the report; reasons of unknown outcomes are cut. */
    private Map<String, String> report() throws IOException {
        Map<String, String> report = new TreeMap<>();
        files.outcomes()
                .forEach((name, row) -> report.put(
                        name,
                        switch (row.outcome()) {
                            case SUCCEEDED -> "SUCCEEDED " + row.state();
                            case FAILED -> "FAILED " + row.failureReason();
                            case UNKNOWN -> {
                                assertThat(row.failureReason()).startsWith("outcome unknown: ");
                                yield "UNKNOWN";
                            }
                            case INVALID -> "INVALID " + row.failureReason();
                            case NOT_ATTEMPTED -> "NOT_ATTEMPTED";
                        }));
        return report;
    }

    private static void assertClear(String error) {
        assertThat(error)
                .doesNotContain("\n")
                .matches(".*/(journal|users) is damaged: line \\d+ .*")
                .doesNotContain("Exception");
    }

    /** Resumes the damaged operation as a new process does; returns its error. */
    private String resume() throws IOException {
        Optional<BulkJournal> found;
        try {
            found = BulkJournal.find(files.folder);
        } catch (DamagedLineException e) {
            assertClear(e.getMessage());
            return e.getMessage();
        }
        assertThat(found).as("a run that begins anew serves users twice").isPresent();
        try (BulkJournal journal = found.get()) {
            if (journal.damage().isEmpty()) {
                assertThat(journal.state().sent().stream()).containsExactly(0, 1, 3, 4);
                assertThat(journal.state().open().stream()).containsExactly(2, 4, 5);
                assertThat(report()).isEqualTo(untouched());
                return "";
            }
            return end(journal, journal.damage().get());
        }
    }

    private static Map<String, String> untouched() {
        Map<String, String> resolved = new TreeMap<>(TRUTH);
        resolved.keySet().removeAll(List.of("no-user", "joe@contoso.com", "zoe@contoso.com"));
        return resolved;
    }

    private String end(BulkJournal journal, String damage) throws IOException {
        assertClear(damage);
        BulkSummary summary = endedAtOnce(journal);
        assertThat(summary.endedBy()).contains(damage);
        Map<String, String> report = report();
        assertThat(report).hasSize(USERS.size());
        assertThat(List.of(summary.requested(), total(summary))).containsOnly(USERS.size());
        report.forEach((name, outcome) -> {
            if (TRUTH.containsKey(name)) {
                assertThat(outcome).as(name).isIn(TRUTH.get(name), "UNKNOWN");
            } else {
                assertThat(name).matches("entry \\d \\(damaged\\)");
                assertThat(outcome).isIn("UNKNOWN", "NOT_ATTEMPTED");
            }
        });
        assertThat(report.get("joe@contoso.com")).isIn(null, "UNKNOWN");
        assertEndedForGood(report);
        return damage;
    }

    private BulkSummary endedAtOnce(BulkJournal journal) {
        CompletableFuture<BulkSummary> run =
                ExecutionFolder.run(client, journal, 3).start();
        assertThat(tokensAskedFor).as("nothing is sent").hasValue(0);
        assertThat(run).isCompleted();
        return run.join();
    }

    private static int total(BulkSummary summary) {
        return summary.succeeded() + summary.failed() + summary.unknown() + summary.invalid() + summary.notAttempted();
    }

    /** The next process that opens it has the same report. */
    private void assertEndedForGood(Map<String, String> report) throws IOException {
        try (BulkJournal again = BulkJournal.find(files.folder).orElseThrow()) {
            assertThat(again.isEnded()).isTrue();
            assertThat(total(again.summary())).isEqualTo(USERS.size());
        }
        assertThat(report()).isEqualTo(report);
    }

    /** The line that the error names. A list that has lost its last line feed ends with the line before. */
    private static int lineOf(byte[] text, int index, boolean list) {
        int line =
                1 + (int) IntStream.range(0, index).filter(i -> text[i] == '\n').count();
        return list && index == text.length - 1 ? line - 1 : line;
    }

    /** The byte with each bit flipped, and the bytes with a meaning in the file. */
    static Stream<Integer> replacements(byte original) {
        return Stream.concat(
                        IntStream.range(0, Byte.SIZE).mapToObj(bit -> original ^ 1 << bit),
                        Stream.of((int) '\n', 0, (int) ' ', (int) '0', (int) '}', 0xFF))
                .map(value -> value & 0xFF)
                .filter(value -> (byte) (int) value != original)
                .distinct();
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal", "users"})
    void aByteThatChangedIsFoundWhereverItIs(String name) throws Exception {
        byte[] original = name.equals("journal") ? journalBytes : rosterBytes;
        Set<String> ended = new HashSet<>();
        for (int i = 0; i < original.length; i++) {
            for (int value : replacements(original[i]).toList()) {
                byte[] damaged = original.clone();
                damaged[i] = (byte) value;
                write(name.equals("journal") ? damaged : journalBytes, name.equals("users") ? damaged : rosterBytes);
                String line = "/" + name + " is damaged: line " + lineOf(original, i, name.equals("users")) + " ";
                try (BulkJournal journal = BulkJournal.find(files.folder).orElseThrow()) {
                    String damage = journal.damage().orElse("nothing");
                    assertThat(damage).as("byte %s is %s", i, value).contains(line);
                    // the result depends only on the lost lines
                    if (ended.add(damage + (value == '\n') + (original[i] == '\n'))) {
                        end(journal, damage);
                    }
                } catch (DamagedLineException e) {
                    assertThat(e).hasMessageContaining(line);
                }
            }
        }
        assertThat(ended).hasSizeGreaterThan(6);
    }

    @Test
    void damageAtRandomIsAClearErrorOrATrueReport() throws Exception {
        int found = 0;
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            byte[] journal = journalBytes.clone();
            byte[] roster = rosterBytes.clone();
            for (int damages = random.nextInt(3); damages >= 0; damages--) {
                damage(random.nextBoolean() ? journal : roster, random);
            }
            write(journal, roster);
            try {
                found += resume().isEmpty() ? 0 : 1;
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(found).isGreaterThan(380);
    }

    /** Overwrites a part, but not the last line feed: without it, a damaged last line looks like a torn one. */
    private static void damage(byte[] text, Random random) {
        int from = random.nextInt(text.length - 1);
        int to = Math.min(text.length - 1, from + 1 + random.nextInt(random.nextBoolean() ? 1 : 100));
        switch (random.nextInt(3)) {
            case 0 -> Arrays.fill(text, from, to, (byte) 0);
            case 1 -> System.arraycopy(text.clone(), random.nextInt(text.length - (to - from)), text, from, to - from);
            default -> {
                for (int i = from; i < to; i++) {
                    text[i] = (byte) random.nextInt();
                }
            }
        }
    }

    private static ResolvedUser named(int number, String name) {
        return new ResolvedUser(number, UserOutcome.failed(name, "no", null));
    }

    static Stream<Object[]> lines() {
        JournalHeader other =
                new JournalHeader(null, "r", "9NBLGGH4R2R6", "0016", "assign", 2, false, true, false, 1, 6, 5, 0, 1);
        return Stream.of(
                new Object[] {other, "begins the operation a second time"},
                new Object[] {succeeded(0), "resolves entry 0 a second time"},
                new Object[] {named(1, "bob@contoso.com"), "resolves entry 1 a second time"},
                new Object[] {named(4, "eve@contoso.com"), "has another name for entry 4 than the list of users"},
                new Object[] {named(6, "eve@contoso.com"), "resolves entry 6, and there are 6"},
                new Object[] {named(-1, "eve@contoso.com"), "resolves entry -1, and there are 6"},
                new Object[] {new JournalLine.Sent(5, 7), "has entries from 5 to 7 sent, and there are 6"},
                new Object[] {new JournalLine.Sent(-1, 1), "has entries from -1 to 1 sent, and there are 6"},
                new Object[] {new JournalLine.Sent(3, 3), "has entries from 3 to 3 sent, and there are 6"},
                new Object[] {new JournalLine.End(null, false), "ends the operation with 3 of 6 users resolved"},
                new Object[] {new JournalLine.Archived(1), "has the report archived before the end of the operation"});
    }

    @ParameterizedTest
    @MethodSource("lines")
    void aLineThatCannotBeTrueIsNotBelieved(Object line, String problem) throws Exception {
        try (LineLog<JournalLine> lines = LineLog.open(files.journalFile(), JournalLine.FORMAT)) {
            lines.append((JournalLine) line);
        }
        assertThat(resume()).endsWith("/journal is damaged: line 7 " + problem);
        assertThat(report().get("zoe@contoso.com")).isEqualTo("UNKNOWN");
    }

    @Test
    void nothingHappensAfterTheEnd() throws Exception {
        try (BulkJournal journal = BulkJournal.find(files.folder).orElseThrow()) {
            journal.abandon("killed");
        }
        try (LineLog<JournalLine> lines = LineLog.open(files.journalFile(), JournalLine.FORMAT)) {
            lines.append(new JournalLine.Sent(0, 1));
        }
        try (BulkJournal journal = BulkJournal.find(files.folder).orElseThrow()) {
            assertThat(journal.damage()).get().asString().endsWith("line 11 follows the end of the operation");
            assertThat(journal.isEnded()).isTrue();
        }
        assertThat(report()).isEqualTo(new TreeMap<>(TRUTH));
    }

    /** An undamaged journal names the users whose request may have been sent, even if the list of users is lost. */
    @Test
    void aDamagedListLeavesTheOutcomesThatTheJournalKnows() throws Exception {
        String roster = new String(rosterBytes, StandardCharsets.UTF_8);
        write(journalBytes, roster.replace("zoe@contoso.com", "eva@contoso.com").getBytes(StandardCharsets.UTF_8));
        assertThat(resume()).endsWith("/users is damaged: line 6 is incomplete or was changed");
        Map<String, String> expected = new TreeMap<>(TRUTH);
        expected.remove("zoe@contoso.com");
        expected.put("entry 5 (damaged)", "NOT_ATTEMPTED");
        assertThat(report()).isEqualTo(expected);
    }

    @Test
    void aListWithoutItsEndIsDamaged() throws Exception {
        String roster = new String(rosterBytes, StandardCharsets.UTF_8);
        write(
                journalBytes,
                roster.substring(0, roster.lastIndexOf("\n", roster.length() - 2) + 1)
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(resume()).endsWith("/users is damaged: line 5 ends the file, and is not the last of its 6 entries");
    }

    @Test
    void aListInAnotherOrderIsDamaged() throws Exception {
        List<String> lines =
                new String(rosterBytes, StandardCharsets.UTF_8).lines().toList();
        List<String> swapped =
                List.of(lines.get(0), lines.get(1), lines.get(3), lines.get(2), lines.get(4), lines.get(5), "");
        write(journalBytes, String.join("\n", swapped).getBytes(StandardCharsets.UTF_8));
        assertThat(resume()).endsWith("/users is damaged: line 4 has the number 2, which cannot be there");
    }

    @Test
    void aListThatIsDamagedAfterItWasWrittenEndsTheRun() throws Exception {
        files = new ExecutionFolder(folder, files.request);
        try (BulkJournal journal = files.begin(USERS)) {
            String roster = Files.readString(rosterFile());
            Files.writeString(rosterFile(), roster.replace("ada@", "eda@"));
            assertThatThrownBy(() ->
                            ExecutionFolder.run(client, journal, 3).start().join())
                    .rootCause()
                    .isInstanceOf(DamagedLineException.class)
                    .hasMessageEndingWith("/users is damaged: line 1 is incomplete or was changed");
            assertThat(tokensAskedFor).hasValue(0);
        }
    }

    /** A dry run changes nothing, so no user's outcome is unknown. */
    @Test
    void aDryRunWithADamagedJournalChangedNothing() throws Exception {
        files = new ExecutionFolder(folder, new BulkRequest(OPEN, SeatAction.ASSIGN, 2, true, true, false));
        try (BulkJournal journal = files.begin(USERS)) {
            ExecutionFolder.resolve(journal, succeeded(0), succeeded(1));
        }
        String journal = Files.readString(files.journalFile());
        Files.writeString(files.journalFile(), journal.replace("ada@", "eda@"));
        try (BulkJournal found = BulkJournal.find(files.folder).orElseThrow()) {
            BulkSummary summary = endedAtOnce(found);
            assertThat(summary.endedBy())
                    .get()
                    .asString()
                    .endsWith("/journal is damaged: line 2 is incomplete or was changed");
            assertThat(List.of(summary.succeeded(), summary.failed(), summary.invalid(), summary.notAttempted()))
                    .containsExactly(1, 0, 1, 4);
        }
    }
}
