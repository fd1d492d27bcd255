package io.jenkins.plugins.msstore.bulk.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.msstore.util.DamagedLineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file with the users of a bulk operation: written, read, searched, damaged. */
class RosterTest {

    private static final List<String> USERS = List.of("ada@contoso.com", "no-user", "bob@contoso.com");

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("users");
    }

    private Roster write(List<String> users) throws IOException {
        return Roster.write(file(), Roster.list(users));
    }

    private void damageLine(int line) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file()));
        lines.set(line, lines.get(line).replace("contoso", "fabrikam"));
        Files.write(file(), lines);
    }

    @Test
    void countsAndNumbersTheDistinctEntries() throws IOException {
        List<String> users = new ArrayList<>(USERS);
        users.add(" ");
        users.add("\u00a0\t\u3000");
        users.add(null);
        users.add("ADA@contoso.com");
        Roster roster = write(users);
        assertThat(roster).isEqualTo(new Roster(file(), 3, 2, 1));
        try (RosterReader reader = roster.open()) {
            for (int number = 0; number < 3; number++) {
                assertThat(reader.next().number()).isEqualTo(number);
            }
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void aRosterReplacesOneThatWasLeftBehind() throws IOException {
        write(USERS);
        Roster roster = write(List.of("eve@contoso.com"));
        try (RosterReader reader = roster.open()) {
            assertThat(reader.next().user()).hasToString("eve@contoso.com");
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void everyEntryOfALongListIsWritten() throws IOException {
        List<String> users = IntStream.range(0, 2500)
                .mapToObj(i -> "user" + i + "@contoso.com")
                .toList();
        Roster roster = write(users);
        List<String> read = new ArrayList<>();
        try (RosterReader reader = roster.open()) {
            for (RosterEntry entry; (entry = reader.next()) != null; ) {
                read.add(entry.user().text());
            }
        }
        assertThat(read).isEqualTo(users);
    }

    @Test
    void anIndexFindsUsersWithoutRegardToCase() throws IOException {
        try (RosterIndex index = new RosterIndex(write(USERS))) {
            assertThat(index.find("BOB@contoso.com"))
                    .map(RosterEntry::user)
                    .map(Object::toString)
                    .contains("bob@contoso.com");
            assertThat(index.find("ada@contoso.com")).map(RosterEntry::number).contains(0);
            assertThat(index.find("eve@contoso.com")).isEmpty();
            assertThat(index.find("no-user")).isEmpty();
        }
    }

    @Test
    void anIndexReportsALineThatIsDamagedLater() throws IOException {
        try (RosterIndex index = new RosterIndex(write(USERS))) {
            byte[] content = Files.readAllBytes(file());
            content[content.length - 3] ^= 1;
            Files.write(file(), content);
            assertThatThrownBy(() -> index.find("bob@contoso.com"))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasRootCauseInstanceOf(DamagedLineException.class)
                    .hasMessageContaining("line 3 is incomplete or was changed");
        }
    }

    @Test
    void aClosedIndexFindsNoUser() throws IOException {
        RosterIndex index = new RosterIndex(write(USERS));
        index.close();
        assertThatThrownBy(() -> index.find("bob@contoso.com")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aReaderSkipsDamagedEntriesOnDemand() throws IOException {
        Roster roster = write(USERS);
        damageLine(0);
        try (RosterReader reader = roster.open()) {
            assertThatThrownBy(reader::next).isInstanceOf(DamagedLineException.class);
            assertThat(reader.next().number()).isEqualTo(1);
        }
        try (RosterReader reader = roster.open()) {
            assertThat(reader.nextReadable().number()).isEqualTo(1);
        }
    }

    @Test
    void aNameMatchesTheEntryWithItsNumber() throws IOException {
        RosterNames names = RosterNames.of(write(USERS));
        assertThat(names.damage()).isEmpty();
        assertThat(names.roster().requested()).isEqualTo(3);
        assertThat(names.match(0, "ADA@contoso.com")).isTrue();
        assertThat(names.match(0, "bob@contoso.com")).isFalse();
        assertThat(names.match(1, "no-user")).isTrue();
        assertThat(names.match(1, "other")).isFalse();
    }

    @Test
    void everyNameMatchesAnEntryThatWasNotRead() throws IOException {
        Roster roster = write(USERS);
        assertThat(new RosterNames(roster).match(0, "eve@contoso.com")).isTrue();
        damageLine(0);
        RosterNames names = RosterNames.of(roster);
        assertThat(names.match(0, "eve@contoso.com")).isTrue();
        assertThat(names.match(2, "eve@contoso.com")).isFalse();
        assertThat(names.damage())
                .map(Throwable::getMessage)
                .hasValueSatisfying(message -> assertThat(message).contains("line 1 is incomplete or was changed"));
    }

    @Test
    void missingEntriesAreDamage() throws IOException {
        Roster roster = write(USERS);
        List<String> lines = Files.readAllLines(file());
        Files.write(file(), lines.subList(0, 2));
        assertDamaged(roster, "ends the file, and is not the last of its 3 entries");
    }

    @Test
    void anEntryWithAnotherNumberIsDamage() throws IOException {
        Roster roster = write(USERS);
        List<String> lines = Files.readAllLines(file());
        Files.write(file(), List.of(lines.get(0), lines.get(0), lines.get(1), lines.get(2)));
        assertDamaged(roster, "line 2 has the number 0, which cannot be there");
        Files.write(file(), lines);
        assertDamaged(new Roster(file(), 2, 2, 0), "line 3 has the number 2, which cannot be there");
    }

    @Test
    void anotherNumberOfUsersIsDamage() throws IOException {
        write(USERS);
        assertDamaged(new Roster(file(), 3, 3, 0), "is not the last of its 3 entries");
    }

    private static void assertDamaged(Roster roster, String problem) throws IOException {
        Optional<String> damage = RosterNames.of(roster).damage().map(Throwable::getMessage);
        assertThat(damage).hasValueSatisfying(message -> assertThat(message).contains(problem));
    }

    @Test
    void anInputThatCannotBeReadIsAnError() {
        assertThatThrownBy(() -> Roster.write(file(), entries -> {
                    throw new IOException("the agent is gone");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("the agent is gone");
    }

    @Test
    void anIndexOfNamesHoldsTheFirstNumberOfEachName() {
        NameIndex index = new NameIndex();
        for (int number = 0; number < 5000; number++) {
            assertThat(index.add("user" + number, number)).isTrue();
        }
        for (int number = 0; number < 5000; number++) {
            assertThat(index.add("user" + number, 7)).isFalse();
            assertThat(index.get("user" + number)).isEqualTo(number);
        }
        assertThat(index.get("user5000")).isEqualTo(NameIndex.ABSENT);
    }

    /** An encoding would replace both by a question mark. */
    @Test
    void namesThatDifferInALoneSurrogateAreDifferent() {
        NameIndex index = new NameIndex();
        assertThat(index.add("a\ud83d", 0)).isTrue();
        assertThat(index.add("a\ud83e", 1)).isTrue();
        assertThat(index.add("a\u3d00", 2)).isTrue();
    }
}
