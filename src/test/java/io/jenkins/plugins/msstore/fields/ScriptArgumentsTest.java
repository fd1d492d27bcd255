package io.jenkins.plugins.msstore.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jenkins.plugins.msstore.builders.BulkSeatsBuilder;
import io.jenkins.plugins.msstore.steps.BulkSeatsStep;
import io.jenkins.plugins.msstore.steps.InventoryStep;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Invalid arguments of scripts are refused in one line with the parameter, its value and the expected type. */
class ScriptArgumentsTest {

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("skuId", 14, "skuId 14 must be text, in quotes"),
                arguments("skuId", null, "skuId null must be text"),
                arguments("productId", List.of("9N"), "productId ['9N'] must be text, in quotes"),
                arguments("credentialsId", null, "credentialsId null must be text"),
                arguments("credentialsId", true, "credentialsId true must be text, in quotes"),
                arguments("dryRun", "yes", "dryRun 'yes' must be true or false, without quotes"),
                arguments("dryRun", "true", "dryRun 'true' must be true or false, without quotes"),
                arguments("dryRun", "", "dryRun '' must be true or false, without quotes"),
                arguments("dryRun", 1, "dryRun 1 must be true or false"),
                arguments("dryRun", null, "dryRun null must be true or false"),
                arguments("allowEmpty", "no", "allowEmpty 'no' must be true or false, without quotes"),
                arguments("batchSize", "10", "batchSize '10' must be a whole number, without quotes"),
                arguments("batchSize", new BigDecimal("2.5"), "batchSize 2.5 must be a whole number"),
                arguments("batchSize", 2.0, "batchSize 2.0 must be a whole number"),
                arguments("batchSize", 1L << 32, "batchSize 4294967296 must be a whole number"),
                arguments(
                        "batchSize",
                        BigInteger.ONE.shiftLeft(64),
                        "batchSize 18446744073709551616 must be a whole number"),
                arguments("batchSize", true, "batchSize true must be a whole number"),
                arguments("batchSize", null, "batchSize null must be a whole number"),
                arguments("users", "a@b.c", "users 'a@b.c' must be a list, in brackets"),
                arguments("users", null, "users null must be a list"),
                arguments("users", Map.of("a", "b"), "users a map must be a list"),
                arguments("users", new TreeSet<>(Set.of("a@b.c")), "users an object (TreeSet) must be a list"),
                arguments("users", Arrays.asList("a@b.c", null), "users[1] null must be text"),
                arguments("users", List.of("a@b.c", 7), "users[1] 7 must be text, in quotes"),
                arguments("users", List.of(List.of("a@b.c")), "users[0] ['a@b.c'] must be text, in quotes"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void theErrorNamesAnArgumentOfAnotherTypeItsValueAndTheExpectedType(String name, Object value, String line) {
        Map<String, Object> arguments = Collections.singletonMap(name, value);

        assertThatThrownBy(() -> ScriptArguments.check("step", BulkSeatsStep.class, arguments))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessage(line);
        assertThatThrownBy(() -> ScriptArguments.check("step", BulkSeatsBuilder.class, arguments))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessage(line);
    }

    @Test
    void aParameterThatDoesNotExistIsAnsweredWithThoseThatDo() {
        assertThatThrownBy(() -> ScriptArguments.check(
                        "msStoreBulkSeats", BulkSeatsStep.class, Map.of("user", "ada@contoso.com")))
                .hasMessageStartingWith(
                        "user 'ada@contoso.com' is not a parameter of msStoreBulkSeats, which has action,"
                                + " allowEmpty, batchSize, column, credentialsId, ")
                .hasMessageEndingWith("skuId, users, usersFile");
    }

    @Test
    void aListThatHoldsItselfIsShownToItsFirstLevel() {
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        itself.add("a@b.c");

        assertThatThrownBy(() -> ScriptArguments.check("step", BulkSeatsStep.class, Map.of("skuId", itself)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessage("skuId [a list, 'a@b.c'] must be text, in quotes");
        assertThatThrownBy(() -> ScriptArguments.check("step", BulkSeatsStep.class, Map.of("users", itself)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessage("users[0] [a list, 'a@b.c'] must be text, in quotes");
    }

    @Test
    void aParameterWithoutANameIsRefused() {
        assertThatThrownBy(() -> ScriptArguments.check(
                        "msStoreBulkSeats", BulkSeatsStep.class, Collections.singletonMap(null, "x")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageStartingWith("null 'x' is not a parameter of msStoreBulkSeats, which has action,");
    }

    @Test
    void argumentsOfTheRightTypeAreAccepted() {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("productId", new StringBuilder("9NBLGGH4R2R6"));
        arguments.put("users", new ArrayList<>(List.of("a@b.c", new StringBuilder("d@e.f"))));
        arguments.put("dryRun", false);
        arguments.put("batchSize", 10L);
        arguments.put("resultLimit", BigInteger.TEN);

        assertThatCode(() -> ScriptArguments.check("step", BulkSeatsStep.class, arguments))
                .doesNotThrowAnyException();
    }

    /** A number of things or a percentage of them is text, so its number is made one. */
    @Test
    void aNumberOfAParameterThatTakesBothIsBoundAsText() {
        assertThat(ScriptArguments.check("step", InventoryStep.class, Map.of("warnBelow", 25)))
                .isEqualTo(Map.of("warnBelow", "25"));
        assertThat(ScriptArguments.check("step", InventoryStep.class, Map.of("warnBelow", BigInteger.TEN)))
                .isEqualTo(Map.of("warnBelow", "10"));
        assertThat(ScriptArguments.check("step", InventoryStep.class, Map.of("warnBelow", "10%", "resultLimit", 5)))
                .isEqualTo(Map.of("warnBelow", "10%", "resultLimit", 5));
        assertThatThrownBy(() ->
                        ScriptArguments.check("step", InventoryStep.class, Map.of("warnBelow", new BigDecimal("2.5"))))
                .hasMessage("warnBelow 2.5 must be a whole number, or text in quotes");
        assertThatThrownBy(() -> ScriptArguments.check("step", InventoryStep.class, Map.of("modifiedSince", 2026)))
                .hasMessage("modifiedSince 2026 must be text, in quotes");
    }

    @Test
    void aValueIsShownOnOneShortLineAndAnObjectOnlyByItsClass() {
        Object secret = new Object() {
            @Override
            public String toString() {
                return "s3cret";
            }
        };

        assertThatThrownBy(() -> ScriptArguments.check("step", BulkSeatsStep.class, Map.of("skuId", secret)))
                .message()
                .startsWith("skuId an object (")
                .doesNotContain("s3cret");
        assertThatThrownBy(() -> ScriptArguments.check(
                        "step", BulkSeatsStep.class, Map.of("skuId", List.of("a\nb", secret, 3, 4, 5))))
                .hasMessage("skuId ['a b', an object (), 3, … 5 entries] must be text, in quotes");
        assertThatThrownBy(() ->
                        ScriptArguments.check("step", BulkSeatsStep.class, Map.of("users", "a\n".repeat(100_000))))
                .message()
                .hasSizeLessThan(200)
                .doesNotContain("\n");
    }
}
