package io.jenkins.plugins.msstore.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.msstore.ClassPathWithout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets to be masked come from the Credentials Binding plugin, or from a stored mask. */
class BoundSecretsStandInTest {

    private static final SecretMask MASK = SecretMask.of(Pattern.compile("\\Qs3cret\\E|\\Qhünter2\\E"));

    @TempDir
    private Path folder;

    /** Without the Credentials Binding plugin, its classes do not exist. */
    @Test
    void nothingIsBoundWithoutTheCredentialsBindingPlugin() throws Exception {
        assertThat(new StandInWithoutCredentialsBinding().apply("s3cret@contoso.com"))
                .isEqualTo("****@contoso.com");

        try (ClassPathWithout loader = new ClassPathWithout("org.jenkinsci.plugins.credentialsbinding.")) {
            assertThat(loader.load(StandInWithoutCredentialsBinding.class).apply("s3cret@contoso.com"))
                    .isEqualTo("s3cret@contoso.com");
        }
    }

    @Test
    void aStoredMaskMasksAsBeforeAndIsEncrypted() throws Exception {
        MASK.save(folder);

        assertThat(SecretMask.load(folder).mask("s3cret hünter2 else")).isEqualTo("**** **** else");
        try (var files = Files.list(folder)) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file).content().doesNotContain("s3cret"));
        }
    }

    @Test
    void nothingIsKeptWhereNothingIsBound() throws Exception {
        SecretMask.NONE.save(folder);

        assertThat(folder).isEmptyDirectory();
        assertThat(SecretMask.load(folder).mask("s3cret")).isEqualTo("s3cret");
    }

    /** Text that cannot be masked must not be shown, and the error must not show it either. */
    @Test
    void aDamagedMaskIsAnError() throws Exception {
        MASK.save(folder);
        Path file;
        try (var files = Files.list(folder)) {
            file = files.findFirst().orElseThrow();
        }
        byte[] kept = Files.readAllBytes(file);
        int refused = 0;
        for (int i = 0; i < kept.length; i++) {
            byte[] damaged = kept.clone();
            damaged[i] ^= 2;
            Files.write(file, damaged);
            try {
                // some bits of an encoded text have no meaning
                assertThat(SecretMask.load(folder).mask("s3cret hünter2")).isEqualTo("**** ****");
            } catch (IOException e) {
                assertThat(e)
                        .hasMessageContaining("secrets")
                        .hasNoCause()
                        .message()
                        .doesNotContain("s3cret");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(kept.length / 2);
        Files.write(file, new byte[0]);
        assertThatThrownBy(() -> SecretMask.load(folder)).isInstanceOf(IOException.class);
    }
}
