package io.jenkins.plugins.msstore.client.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests for every code point which others are equal to it without regard to case. */
class CaseFoldingTest {

    /** All letters beyond ASCII that Java folds to one of A to Z: the dotted and the dotless i, the long s, the Kelvin sign. */
    private static final Set<Integer> EXCEPTIONS = Set.of(0x130, 0x131, 0x17f, 0x212a);

    /** Folds a code point between two characters, because white space around the text is removed. */
    private static String folded(int c) {
        String folded = PlainText.foldCase("<" + Character.toString(c) + ">");
        return folded.substring(1, folded.length() - 1);
    }

    private static IntStream codePoints() {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT);
    }

    private static boolean isAscii(int c) {
        return c < 128;
    }

    /** Whether two code points should be equal: as in Java, with the exceptions. */
    private static boolean isSame(int one, int other) {
        return one == other
                || !EXCEPTIONS.contains(one)
                        && !EXCEPTIONS.contains(other)
                        && Character.toString(one).equalsIgnoreCase(Character.toString(other));
    }

    @Test
    void foldingTwiceIsFoldingOnce() {
        assertThat(codePoints().filter(c -> {
                    String once = folded(c);
                    return once.codePointCount(0, once.length()) != 1
                            || !folded(once.codePointAt(0)).equals(once);
                }))
                .isEmpty();
    }

    /** Java compares by these two mappings. */
    @Test
    void lettersThatAreTheSameFoldToTheSame() {
        assertThat(codePoints().filter(c -> {
                    int other = Character.toLowerCase(Character.toUpperCase(c));
                    return isSame(c, other) != folded(c).equals(folded(other));
                }))
                .isEmpty();
    }

    @Test
    void lettersThatFoldToTheSameAreTheSame() {
        assertThat(codePoints().filter(c -> !isSame(c, folded(c).codePointAt(0))))
                .isEmpty();
    }

    @Test
    void nothingButAToZChangesInAscii() {
        assertThat(codePoints().filter(c -> isAscii(c) && !folded(c).equals(Character.toString(c))))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed('A', 'Z').boxed().toList());
        assertThat(codePoints().filter(c -> !isAscii(c) && isAscii(folded(c).codePointAt(0))))
                .isEmpty();
    }

    @Test
    void aTextIsFoldedLetterByLetter() {
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            int[] letters = random.ints(8, 0, Character.MAX_CODE_POINT + 1)
                    .map(c -> random.nextBoolean() ? c % 0x2200 : c)
                    // two surrogates side by side would be one letter
                    .map(c -> Character.getType(c) == Character.SURROGATE ? 'x' : c)
                    .toArray();
            String text = "<" + new String(letters, 0, letters.length) + ">";
            String expected =
                    IntStream.of(letters).mapToObj(CaseFoldingTest::folded).collect(Collectors.joining("", "<", ">"));
            assertThat(PlainText.foldCase(text)).isEqualTo(expected);
        }
    }
}
