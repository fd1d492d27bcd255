package io.jenkins.plugins.msstore.execution;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the error line of a failed build. */
class ReadableFailureTest {

    private static String line(String error) {
        return ReadableFailure.of(new IOException(error), SecretMask.NONE).getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7000222", "700027", "700024", "1000502"})
    void anExpiredSecretOrCertificateIsFollowedByThePlaceToRenewIt(String code) {
        Locale.setDefault(Locale.GERMAN);
        try {
            assertThat(line("no token: AADSTS" + code + ": in Entra's words (HTTP 401)"))
                    .startsWith("IOException: no token: AADSTS" + code + ": in Entra's words (HTTP 401). The c")
                    .contains("expired", "in Microsoft Entra ID under App registrations > Certificates & secrets")
                    .doesNotContain("\n");
        } finally {
            Locale.setDefault(Locale.ENGLISH);
        }
    }

    /** The page of a failed step prints the stack trace, too. */
    @Test
    void isOneLineAlsoWhereItsStackTraceIsPrinted() {
        assertThat(ReadableFailure.of(new IOException("no token"), SecretMask.NONE)
                        .getStackTrace())
                .isEmpty();
        assertThat(ReadableFailure.of(new CompletionException(new AbortException("1 failed")), SecretMask.NONE))
                .hasMessage("1 failed")
                .satisfies(failure -> assertThat(failure.getStackTrace()).isEmpty());
    }

    @Test
    void aDefectKeepsItsStackTrace() {
        IllegalStateException defect = new IllegalStateException("cannot be");

        assertThat(ReadableFailure.of(defect, SecretMask.NONE)).isSameAs(defect);
        assertThat(defect.getStackTrace()).isNotEmpty();
    }

    @Test
    void anotherErrorHasNothingAddedToIt() {
        assertThat(line("no token: AADSTS7000215: wrong")).isEqualTo("IOException: no token: AADSTS7000215: wrong");
    }

    /** As a writer of reports throws it. */
    @Test
    void aFullDiskIsOneLineToo() {
        Throwable shown = ReadableFailure.of(
                new CompletionException(new UncheckedIOException(new IOException("No space left on device"))),
                SecretMask.NONE);
        assertThat(shown).isInstanceOf(AbortException.class).hasMessage("IOException: No space left on device");
        assertThat(shown.getStackTrace()).isEmpty();
    }
}
