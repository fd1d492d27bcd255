package io.jenkins.plugins.msstore.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Appended lines are read unchanged, or their damage is detected. */
class LineLogTest {

    private static final LineFormat<Note> FORMAT =
            new LineFormat<>(Note.class, JsonMapper.builder().build());

    private static final List<Note> NOTES =
            List.of(new Note("ada"), new Note("line\nbreak, \u00fc and \ud83d\ude00"), new Note(""), new Note("eve"));

    @TempDir
    private Path folder;

    private Path file;

    record Note(String text) {}

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("notes");
        append(NOTES);
    }

    private void append(List<Note> notes) throws IOException {
        try (LineLog<Note> log = LineLog.open(file, FORMAT)) {
            log.append(notes);
        }
    }

    /** Overwrites the file, which is much faster than creating a new one some ten thousand times. */
    private void overwrite(byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(content));
            channel.truncate(content.length);
        }
    }

    /** All complete lines; a damaged one as its error. */
    private List<Object> read() throws IOException {
        List<Object> read = new ArrayList<>();
        try (LineReader<Note> reader = new LineReader<>(file, FORMAT)) {
            for (boolean more = true; more; ) {
                try {
                    Note note = reader.next();
                    more = note != null;
                    if (more) {
                        read.add(note);
                    }
                } catch (DamagedLineException e) {
                    read.add(e.getMessage());
                }
            }
        }
        return read;
    }

    @Test
    void linesAreReadAsTheyWereWritten() throws Exception {
        assertThat(read()).isEqualTo(NOTES);
    }

    @Test
    void linesCanBeReadByPeople() throws Exception {
        assertThat(Files.readAllLines(file).get(0)).isEqualTo("fe4d387a {\"text\":\"ada\"}");
    }

    @Test
    void aFileThatIsCutAtAnyByteContinuesAfterItsLastWholeLine() throws Exception {
        byte[] whole = Files.readAllBytes(file);
        int lines = 0;
        for (int length = 0; length < whole.length; length++) {
            // a line is complete without its line feed, too
            if (whole[length] == '\n') {
                lines++;
            }
            overwrite(Arrays.copyOf(whole, length));
            append(List.of(new Note("next")));
            List<Object> expected = new ArrayList<>(NOTES.subList(0, lines));
            expected.add(new Note("next"));
            assertThat(read()).as("cut after %s bytes", length).isEqualTo(expected);
        }
    }

    @Test
    void aChangedByteIsAlwaysDetectedAndDamagesOnlyItsLine() throws Exception {
        byte[] whole = Files.readAllBytes(file);
        int line = 0;
        for (int i = 0; i < whole.length; i++) {
            for (int value = 0; value < 256; value++) {
                if ((byte) value == whole[i]) {
                    continue;
                }
                byte[] damaged = whole.clone();
                damaged[i] = (byte) value;
                overwrite(damaged);
                LineLog.open(file, FORMAT).close();
                List<Object> read = read();
                assertThat(read.get(line))
                        .as("byte %s is %s", i, value)
                        .isEqualTo(folder.getFileName() + "/notes is damaged: line " + (line + 1)
                                + " is incomplete or was changed");
                assertThat(read.subList(0, line)).as("byte %s is %s", i, value).isEqualTo(NOTES.subList(0, line));
                if (whole[i] != '\n' && value != '\n') {
                    assertThat(read.subList(line + 1, read.size()))
                            .as("byte %s is %s", i, value)
                            .isEqualTo(NOTES.subList(line + 1, NOTES.size()));
                }
            }
            if (whole[i] == '\n') {
                line++;
            }
        }
    }

    @Test
    void aLineThatIsBeingWrittenIsNotReadYet() throws Exception {
        Files.writeString(file, "fe4d387a {\"te", StandardOpenOption.APPEND);
        assertThat(read()).isEqualTo(NOTES);
    }

    @Test
    void halfACharacterIsReplaced() throws Exception {
        append(List.of(new Note("half \ud83d")));
        assertThat(read()).last().isEqualTo(new Note("half ?"));
    }

    @Test
    void anInterruptedThreadStillAppends() throws Exception {
        Thread.currentThread().interrupt();
        append(List.of(new Note("next")));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(read()).last().isEqualTo(new Note("next"));
    }

    @Test
    void linesLongerThanAnyBufferAreRead() throws Exception {
        Note endless = new Note("x".repeat(1 << 20));
        append(List.of(endless, new Note("next")));
        assertThat(read()).endsWith(endless, new Note("next"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8190, 8191, 8192, 8193, 16383, 16384, 16385, 20_000})
    void aTornLineOfAnyLengthIsRemoved(int length) throws Exception {
        Files.writeString(file, "x".repeat(length), StandardOpenOption.APPEND);
        append(List.of(new Note("next")));
        List<Object> expected = new ArrayList<>(NOTES);
        expected.add(new Note("next"));
        assertThat(read()).isEqualTo(expected);
    }

    /** A reader is given such a position to continue at. */
    @Test
    void thePositionIsThatOfTheNextLine() throws Exception {
        try (LineReader<Note> reader = new LineReader<>(file, FORMAT)) {
            assertThat(reader.position()).isZero();
            for (String line : Files.readString(file).split("(?<=\n)")) {
                long before = reader.position();
                reader.next();
                assertThat(reader.position()).isEqualTo(before + line.getBytes(StandardCharsets.UTF_8).length);
            }
            assertThat(reader.position()).isEqualTo(Files.size(file));
        }
    }

    @Test
    void nothingIsAppendedOrReadAfterClosing() throws Exception {
        LineLog<Note> log = LineLog.open(file, FORMAT);
        log.append(new Note("last"));
        log.close();
        assertThatThrownBy(() -> log.append(new Note("next"))).isInstanceOf(IOException.class);
        assertThat(read()).hasSize(NOTES.size() + 1).last().isEqualTo(new Note("last"));

        LineReader<Note> reader = new LineReader<>(file, FORMAT);
        reader.close();
        assertThatThrownBy(reader::next).isInstanceOf(IOException.class);
    }

    @Test
    void aFileAppearsWithItsFirstLine() throws Exception {
        Path other = folder.resolve("other");
        Files.writeString(other, "left by another process");
        try (LineLog<Note> log = LineLog.create(other, FORMAT, new Note("first"))) {
            log.append(new Note("second"));
        }
        try (LineReader<Note> reader = new LineReader<>(other, FORMAT)) {
            assertThat(reader.first()).isEqualTo(new Note("first"));
            assertThat(reader.next()).isEqualTo(new Note("second"));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file, other);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fe4d387a {\"te", "\0\0\0\0"})
    void aFileWithoutItsFirstLineIsDamaged(String content) throws Exception {
        Files.writeString(file, content);
        LineLog.open(file, FORMAT).close();
        try (LineReader<Note> reader = new LineReader<>(file, FORMAT)) {
            assertThatThrownBy(reader::first)
                    .isInstanceOf(DamagedLineException.class)
                    .hasMessage(folder.getFileName() + "/notes is damaged: line 1 is missing");
        }
    }

    @Test
    void aFileThatCannotBeUsedIsNamed() throws Exception {
        String name = folder.getFileName() + "/notes";
        Files.delete(file);
        assertThatThrownBy(() -> new LineReader<>(file, FORMAT))
                .isInstanceOf(UnusableFileException.class)
                .hasMessage(name + " cannot be used: the file does not exist");
        Files.createDirectory(file);
        assertThatThrownBy(() -> LineLog.open(file, FORMAT))
                .hasMessage(name + " cannot be used: a folder is in its place");
        try (LineReader<Note> reader = new LineReader<>(file, FORMAT)) {
            assertThatThrownBy(reader::next).hasMessage(name + " cannot be used: a folder is in its place");
        } catch (UnusableFileException e) {
            // some systems do not even open a folder
            assertThat(e).hasMessage(name + " cannot be used: a folder is in its place");
        }
    }

    @Test
    void aFileThatMayNotBeReadIsNamed() throws Exception {
        assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "root may read all files");
        assertThatThrownBy(() -> new LineReader<>(file, FORMAT))
                .hasMessage(folder.getFileName() + "/notes cannot be used: Jenkins may not read or write it");
    }
}
