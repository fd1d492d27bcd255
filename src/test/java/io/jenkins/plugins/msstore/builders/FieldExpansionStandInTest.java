package io.jenkins.plugins.msstore.builders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.EnvVars;
import hudson.model.TaskListener;
import io.jenkins.plugins.msstore.ClassPathWithout;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The expansion of variables and tokens in a field. */
class FieldExpansionStandInTest {

    private final FieldExpansion expanded = new FieldExpansion(
            null,
            null,
            new EnvVars("PRODUCT", "9NBLGGH4R2R6", "USERS", "ada@contoso.com\r\n\n bob@contoso.com \n", "NONE", ""),
            TaskListener.NULL);

    @Test
    void variablesAreReplacedAndTheRestStays() throws Exception {
        assertThat(expanded.of("${PRODUCT}/$PRODUCT/$OTHER")).isEqualTo("9NBLGGH4R2R6/9NBLGGH4R2R6/$OTHER");
        assertThat(expanded.of(null)).isNull();
    }

    @Test
    void anArgumentThatExpandsToNothingIsMissing() throws Exception {
        assertThat(expanded.ofOptional("$NONE")).isNull();
        assertThat(expanded.ofOptional(" $PRODUCT ")).isEqualTo("9NBLGGH4R2R6");
    }

    @Test
    void aVariableMayHoldSeveralEntries() throws Exception {
        assertThat(expanded.ofLines(List.of("eve@contoso.com", "$USERS", "$NONE")))
                .containsExactly("eve@contoso.com", "ada@contoso.com", "bob@contoso.com");
        assertThat(expanded.ofLines(null)).isNull();
    }

    /** Without the Token Macro plugin, its classes do not exist. */
    @Test
    void variablesAreReplacedWithoutTheTokenMacroPlugin() throws Exception {
        try (ClassPathWithout loader = new ClassPathWithout("org.jenkinsci.plugins.tokenmacro.")) {
            assertThatThrownBy(() -> loader.loadClass("org.jenkinsci.plugins.tokenmacro.TokenMacro"))
                    .isInstanceOf(ClassNotFoundException.class);
            UnaryOperator<String> expansion = loader.load(WithoutTokenMacro.class);

            assertThat(expansion.apply("$USER_NAME@contoso.com ${BUILD_ID}")).isEqualTo("ada@contoso.com ${BUILD_ID}");
        }
    }
}
