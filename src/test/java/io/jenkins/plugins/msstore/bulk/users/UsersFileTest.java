package io.jenkins.plugins.msstore.bulk.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsersFileTest {

    @TempDir
    private Path folder;

    private Roster read(byte[] content, String column) throws IOException {
        return Roster.write(
                folder.resolve("users"),
                entries -> new UsersFile("users.csv", column).read(new ByteArrayInputStream(content), entries));
    }

    private Roster read(String content) throws IOException {
        return read(content.getBytes(StandardCharsets.UTF_8), null);
    }

    private static List<RosterEntry> entries(Roster roster) throws IOException {
        List<RosterEntry> entries = new ArrayList<>();
        try (RosterReader reader = roster.open()) {
            for (RosterEntry entry; (entry = reader.next()) != null; ) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static List<String> names(Roster roster) throws IOException {
        return entries(roster).stream()
                .filter(RosterEntry::isValid)
                .map(entry -> entry.user().text())
                .toList();
    }

    private static List<InvalidUser> invalid(Roster roster) throws IOException {
        return entries(roster).stream()
                .filter(entry -> !entry.isValid())
                .map(RosterEntry::invalid)
                .toList();
    }

    private static byte[] bytes(int[] mark, String text, Charset charset) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int b : mark) {
            out.write(b);
        }
        out.writeBytes(text.getBytes(charset));
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@contoso.com\nbob@contoso.com",
                "ada@contoso.com\r\nbob@contoso.com\r\n",
                "\n\n  ada@contoso.com \n\nbob@contoso.com\n",
                "UserPrincipalName\nada@contoso.com\nbob@contoso.com\n",
                "userprincipalname\r\nada@contoso.com\r\nbob@contoso.com",
                "Mail\nada@contoso.com\nbob@contoso.com\n",
                "Name,UserPrincipalName\nAda,ada@contoso.com\nBob,bob@contoso.com\n",
                "Name;UserPrincipalName;City\n\"Lovelace; Ada\";ada@contoso.com;\"New\nYork\"\nBob;bob@contoso.com;x\n",
                "UserPrincipalName\tName\nada@contoso.com\tAda\nbob@contoso.com\tBob\n",
                "\"Name, full\",\"UserPrincipalName\"\n\"Lovelace, Ada\",\"ada@contoso.com\"\n,bob@contoso.com\n",
                "Id,UserPrincipalName\n1,ada@contoso.com,extra,cells\n2\n3,bob@contoso.com",
                "ada@contoso.com\rbob@contoso.com\r",
                "\"ada@contoso.com\"\n\"bob@contoso.com\"\n",
                "Name,UserPrincipalName\nAda, \"ada@contoso.com\"\nBob , bob@contoso.com\n",
                "\"Full\nName\";UserPrincipalName\n\"Ada\nL\";ada@contoso.com\nBob;bob@contoso.com\n",
                "UserPrincipalName\nada@contoso.com,more\nbob@contoso.com,more,and more\n",
                ",,\n , ,\nName,UserPrincipalName\nAda,ada@contoso.com\nBob,bob@contoso.com\n",
                "\n#TYPE Microsoft.Open.User\n\nada@contoso.com\nbob@contoso.com\n",
                "#TYPE Microsoft.Open.User\n\"UserPrincipalName\",\"Mail\"\n\"ada@contoso.com\",\nbob@contoso.com,x\n"
            })
    void readsTheUsersOfListsAndTables(String content) throws IOException {
        assertThat(names(read(content))).containsExactly("ada@contoso.com", "bob@contoso.com");
    }

    @Test
    void theEncodingIsThatOfTheByteOrderMark() throws IOException {
        String text = "UserPrincipalName\njürgen@contoso.com\n";
        assertThat(names(read(bytes(new int[] {0xEF, 0xBB, 0xBF}, text, StandardCharsets.UTF_8), null)))
                .containsExactly("jürgen@contoso.com");
        assertThat(names(read(bytes(new int[] {0xFF, 0xFE}, text, StandardCharsets.UTF_16LE), null)))
                .containsExactly("jürgen@contoso.com");
        assertThat(names(read(bytes(new int[] {0xFE, 0xFF}, text, StandardCharsets.UTF_16BE), null)))
                .containsExactly("jürgen@contoso.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UserPrincipalName,Name\nada@contoso.com,Ada\n",
                "\"UserPrincipalName\",\"Name\"\n\"ada@contoso.com\",\"Ada\"\n",
                "ada@contoso.com\n",
                "\"ada@contoso.com\"\n",
                "#TYPE Microsoft.Open.User\nada@contoso.com\n"
            })
    void aByteOrderMarkIsNoPartOfTheFirstCell(String text) throws IOException {
        assertThat(names(read(bytes(new int[] {0xEF, 0xBB, 0xBF}, text, StandardCharsets.UTF_8), null)))
                .containsExactly("ada@contoso.com");
    }

    @Test
    void skippedLinesCountForTheLineOfAnEntry() throws IOException {
        assertThat(invalid(read("\r\n#TYPE x\r\n\r\nada@contoso.com\r\nbob\r\n")))
                .extracting(InvalidUser::reason)
                .singleElement()
                .asString()
                .startsWith("line 5: ");
        assertThat(invalid(read("\n#TYPE x\n,\nName,UserPrincipalName\nBob,bob\n")))
                .extracting(InvalidUser::reason)
                .singleElement()
                .asString()
                .startsWith("line 5: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n\"\nada@contoso.com\nbob@contoso.com\n", "ada@contoso.com\n\"\nbob@contoso.com\n"})
    void aLoneQuoteInAListIsAnInvalidEntry(String content) throws IOException {
        Roster roster = read(content);
        assertThat(names(roster)).containsExactly("ada@contoso.com", "bob@contoso.com");
        assertThat(invalid(roster))
                .containsExactly(new InvalidUser(
                        "\"", "line 2: is not a user principal name (user@domain): the character \" is not allowed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "Name,UserPrincipalName\n\"\nada@contoso.com\n"})
    void aLoneQuoteInATableIsAnError(String content) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(UsersFileException.class)
                .hasMessageContaining("well-formed CSV");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Id,UserPrincipalName\n"})
    void theNumberOfBlankLinesIsLimited(String before) {
        byte[] text = (before + "\n".repeat(10_000_001)).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> read(text, null))
                .isInstanceOf(UsersFileException.class)
                .hasMessage("usersFile 'users.csv' holds more than 10000000 lines");
    }

    @Test
    void theNumberOfRowsWithoutTheColumnIsLimited() {
        assertThatThrownBy(() -> read("Id,UserPrincipalName\n" + "1\n".repeat(10_000_000)))
                .isInstanceOf(UsersFileException.class)
                .hasMessage("usersFile 'users.csv' holds more than 10000000 lines");
    }

    @Test
    void theNumberOfCharactersIsLimited() throws IOException {
        Reader text = StrictReader.open(
                new Endless("ada@contoso.com\n".getBytes(StandardCharsets.UTF_8)),
                "users.csv",
                new UsersFileLimits("users.csv", 100_000));
        assertThatThrownBy(() -> text.transferTo(Writer.nullWriter()))
                .isInstanceOf(UsersFileException.class)
                .hasMessage("usersFile 'users.csv' holds more than 100000 characters");
    }

    @Test
    void aRecordThatDoesNotEndIsAnErrorBeforeItFillsTheMemory() {
        byte[] cells = "\"x\ny\",".getBytes(StandardCharsets.UTF_8);
        InputStream endless = new SequenceInputStream(
                new ByteArrayInputStream("Name,UserPrincipalName\n".getBytes(StandardCharsets.UTF_8)),
                new Endless(cells));
        assertThatThrownBy(() -> new UsersFile("users.csv", null).read(endless, entry -> {}))
                .isInstanceOf(UsersFileException.class)
                .hasMessageContaining("well-formed CSV");
    }

    /** Repeats the same bytes without end. */
    private static final class Endless extends InputStream {

        private final byte[] bytes;
        private int next;

        Endless(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            int b = bytes[next];
            next = (next + 1) % bytes.length;
            return b;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int count = Math.min(length, bytes.length - next);
            System.arraycopy(bytes, next, target, offset, count);
            next = (next + count) % bytes.length;
            return count;
        }
    }

    @Test
    void malformedTextIsAnErrorWithItsLine() {
        byte[] latin1 =
                "UserPrincipalName\nada@contoso.com\nj\u00fcrgen@contoso.com\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> read(latin1, null))
                .isInstanceOf(UsersFileException.class)
                .hasMessage("usersFile 'users.csv', line 3 is not UTF-8 text: save the file as UTF-8 (in Excel as"
                        + " 'CSV UTF-8')");
    }

    @Test
    void aCharacterThatAnotherProgramCouldNotReadIsNotMalformedText() throws IOException {
        Roster roster = read("Name,UserPrincipalName\nJ\ufffdrgen,ada@contoso.com\nJ,j\ufffdrgen@contoso.com\n");
        assertThat(names(roster)).containsExactly("ada@contoso.com");
        assertThat(invalid(roster))
                .containsExactly(new InvalidUser(
                        "j\ufffdrgen@contoso.com",
                        "line 3: is not a user principal name (user@domain): U+FFFD stands for a character that could"
                                + " not be read"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "504B0304 14000600 |is an Excel workbook (.xlsx) or another ZIP file, not text",
                "504B0304          |is an Excel workbook (.xlsx) or another ZIP file, not text",
                "D0CF11E0 A1B11AE1 3E00|is an old Excel workbook (.xls), not text"
            })
    void aWorkbookOfExcelIsAnErrorWithTheRemedy(String hex, String problem) {
        byte[] content = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThatThrownBy(() -> read(content, null))
                .isInstanceOf(UsersFileException.class)
                .hasMessage("usersFile 'users.csv' " + problem + ": save the users in Excel as 'CSV UTF-8'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PK", "PK\u0003", "PK\u0003\u0005@x", "PK@contoso.com\n"})
    void textThatBeginsLikeAWorkbookIsText(String text) throws IOException {
        assertThat(read(text).duplicates()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Name|UserPrincipalName\nAda|ada@contoso.com\n",
                "UserPrincipalName|Name\nada@contoso.com|Ada, Lady\n",
                "Name|Mail, work|UserPrincipalName\nAda|x@contoso.com|ada@contoso.com\n"
            })
    void aHeaderWithAnotherSeparatorIsAnErrorThatNamesTheSeparators(String content) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(UsersFileException.class)
                .hasMessage("usersFile 'users.csv' has '|' in its header, which is not understood as a separator:"
                        + " use commas, semicolons or tabs");
    }

    @Test
    void aColumnMayHaveAPipeInItsName() throws IOException {
        assertThat(names(read("a|b\nada@contoso.com\n".getBytes(StandardCharsets.UTF_8), "A|B")))
                .containsExactly("ada@contoso.com");
        assertThat(names(read("a|b,UserPrincipalName\n1,ada@contoso.com\n"))).containsExactly("ada@contoso.com");
    }

    @Test
    void malformedTextFarDownStillHasItsLine() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < 5000; i++) {
            out.writeBytes(("user" + i + "@contoso.com\n").getBytes(StandardCharsets.UTF_8));
        }
        out.write(0xFF);
        assertThatThrownBy(() -> read(out.toByteArray(), null)).hasMessageContaining("line 5001 ");
    }

    @Test
    void linesThatEndInCarriageReturnsAreCounted() {
        byte[] macintosh =
                "UserPrincipalName\rada@contoso.com\rj\u00fcrgen@contoso.com\r".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> read(macintosh, null)).hasMessageContaining("line 3 ");
    }

    @Test
    void utf16WithoutAByteOrderMarkIsAnError() {
        assertThatThrownBy(() -> read("ada@contoso.com\n".getBytes(StandardCharsets.UTF_16LE), null))
                .isInstanceOf(UsersFileException.class)
                .hasMessageContaining("byte order mark");
    }

    @Test
    void manyBlankLinesBeforeTheFirstUserAreSkipped() throws IOException {
        Roster roster = read("\r\n".repeat(100_000) + "ada@contoso.com\r\nbob\r\n");
        assertThat(names(roster)).containsExactly("ada@contoso.com");
        assertThat(invalid(roster).get(0).reason()).startsWith("line 100002: ");
    }

    @Test
    void aFirstLineThatIsTooLongIsAnError() {
        assertThatThrownBy(() -> read("x".repeat(70_000)))
                .isInstanceOf(UsersFileException.class)
                .hasMessageContaining("begins with more than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@contoso.com\n", "UserPrincipalName\n", "Name,UserPrincipalName\n"})
    void aLineThatDoesNotEndIsAnErrorBeforeItFillsTheMemory(String before) {
        assertThatThrownBy(() -> read(before + "x".repeat(3 << 20)))
                .isInstanceOf(UsersFileException.class)
                .hasMessageContainingAll("line 2", "is longer than 1048576 characters");
    }

    @Test
    void aFirstRecordThatIsTooLongIsAnError() {
        assertThatThrownBy(() -> read("\"" + "\n".repeat(200_000)))
                .isInstanceOf(UsersFileException.class)
                .hasMessageContaining("begins with more than");
    }

    @Test
    void aLaterLineThatIsTooLongIsAnErrorWithItsLine() {
        assertThatThrownBy(() -> read("ada@contoso.com\r\n\rbob@contoso.com\n" + "x".repeat(2 << 20) + "@contoso.com"))
                .isInstanceOf(UsersFileException.class)
                .hasMessageContaining("line 4 is longer than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@contoso.com\n", "UserPrincipalName\nada@contoso.com\n"})
    void theNumberOfEntriesIsLimited(String before) {
        assertThatThrownBy(() -> read(before + "x\n".repeat(5_000_000)))
                .isInstanceOf(UsersFileException.class)
                .hasMessage("usersFile 'users.csv' holds more than 5000000 entries");
    }

    @Test
    void linesOfAListMayEndInCarriageReturnsOrLineFeeds() throws IOException {
        assertThat(names(read("a@x\r\nb@x\rc@x\n\nd@x"))).containsExactly("a@x", "b@x", "c@x", "d@x");
    }

    @Test
    void aCharacterThatIsCutAtTheEndOfTheFileIsMalformed() {
        assertThatThrownBy(() -> read(new byte[] {'a', '@', 'b', (byte) 0xC3}, null))
                .isInstanceOf(UsersFileException.class);
    }

    @Test
    void aColumnCanBeNamedInAnyCase() throws IOException {
        Roster roster = read("Login,Mail\nx@contoso.com,ada@contoso.com\n".getBytes(StandardCharsets.UTF_8), "mAIL");
        assertThat(names(roster)).containsExactly("ada@contoso.com");
    }

    @Test
    void theErrorForAMissingColumnNamesTheColumnsOfTheHeader() {
        assertThatThrownBy(() -> read("Login,Mail\nx,y\n".getBytes(StandardCharsets.UTF_8), "Upn"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessage("column 'Upn' is not in the header of 'users.csv': Login, Mail");
        assertThatThrownBy(() -> read("Login,Mail\nx,y\n")).hasMessageContaining("column 'UserPrincipalName'");
    }

    @Test
    void theErrorForAFileWithoutAHeaderNamesNoUser() {
        assertThatThrownBy(() -> read("ada@contoso.com,Ada\nbob@contoso.com,Bob\n"))
                .hasMessageContaining("holds a user, not a header")
                .hasMessageNotContaining("ada@");
    }

    @Test
    void anOpenQuoteIsAnError() {
        assertThatThrownBy(() -> read("Name,UserPrincipalName\n\"Ada,ada@contoso.com\n"))
                .isInstanceOf(UsersFileException.class)
                .hasMessageContaining("well-formed CSV");
    }

    @Test
    void invalidEntriesKeepTheirLine() throws IOException {
        Roster roster = read("Name;UserPrincipalName\n\"two\nlines\";ada@contoso.com\nBob;bob\n;\n");
        assertThat(invalid(roster))
                .containsExactly(new InvalidUser("bob", "line 4: is not a user principal name (user@domain)"));
        assertThat(roster.requested()).isEqualTo(2);
    }

    @Test
    void aDisplayNameWithAnAddressIsInvalidWithItsLine() throws IOException {
        assertThat(invalid(read("ada@contoso.com\nAda Lovelace <ada@contoso.com>\n")))
                .containsExactly(new InvalidUser(
                        "Ada Lovelace <ada@contoso.com>",
                        "line 2: is not a user principal name (user@domain): the character < is not allowed"));
        assertThat(invalid(read("Name,UserPrincipalName\nAda,Ada Lovelace <ada@contoso.com>\n")))
                .extracting(InvalidUser::reason)
                .containsExactly("line 2: is not a user principal name (user@domain): the character < is not allowed");
    }

    /** Without a header, the separator is not known. */
    @Test
    void aRowOfAPipeSeparatedFileIsInvalidWithItsLine() throws IOException {
        Roster roster = read("ada@contoso.com|Ada\nbob@contoso.com|Bob\n");
        assertThat(roster.valid()).isZero();
        assertThat(invalid(roster))
                .contains(new InvalidUser(
                        "bob@contoso.com|Bob",
                        "line 2: is not a user principal name (user@domain): the character | is not allowed"));
    }

    @Test
    void anEntryOfAListIsInvalidWithoutALine() throws IOException {
        Roster roster = Roster.write(
                folder.resolve("users"), Roster.list(List.of("Ada Lovelace <ada@contoso.com>", "a@b|c d@e")));
        assertThat(invalid(roster))
                .containsExactly(
                        new InvalidUser(
                                "Ada Lovelace <ada@contoso.com>",
                                "is not a user principal name (user@domain): the character < is not allowed"),
                        new InvalidUser(
                                "a@b|c d@e",
                                "is not a user principal name (user@domain): the character | is not allowed"));
    }

    @Test
    void duplicatesAreDroppedWithoutRegardToCase() throws IOException {
        Roster roster = read("ada@contoso.com\nADA@Contoso.com\n ada@contoso.com\nbob@contoso.com\nbad\nBAD\n");
        assertThat(names(roster)).containsExactly("ada@contoso.com", "bob@contoso.com");
        assertThat(invalid(roster)).hasSize(1);
        assertThat(roster.duplicates()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "  \r\n\n", "UserPrincipalName", "UserPrincipalName\n\n"})
    void aFileWithoutUsersIsEmpty(String content) throws IOException {
        assertThat(read(content).requested()).isZero();
    }

    /** More than the initial size of the index. */
    @Test
    void duplicatesAreDroppedAmongThousandsOfUsers() throws IOException {
        List<String> all = IntStream.range(0, 3000)
                .mapToObj(i -> "user" + i + "@contoso.com")
                .toList();
        String list = String.join("\n", all);
        assertThat(names(read(list + "\n" + list))).isEqualTo(all);
    }
}
