package io.jenkins.plugins.msstore.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.bulk.journal.Outcome;
import io.jenkins.plugins.msstore.bulk.journal.UserOutcome;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Failed users are counted by reason, without the parts of a reason that differ from user to user. */
class FailureReasonsTest {

    private final FailureReasons reasons = new FailureReasons();

    private void failed(String user, String reason) {
        reasons.add(UserOutcome.failed(user, reason, null));
    }

    private void invalid(String user, String reason) {
        reasons.add(new UserOutcome(user, Outcome.INVALID, null, null, reason, null, false));
    }

    @Test
    void twentyThousandUsersWithOneReasonAreOneReason() {
        for (int i = 0; i < 20_000; i++) {
            String user = "user" + i + "@contoso.com";
            failed(user, "User " + user.toUpperCase() + " not found");
        }

        assertThat(reasons.list()).singleElement().satisfies(reason -> {
            assertThat(reason.text()).contains("user the user not found");
            assertThat(reason.count()).isEqualTo(20_000);
            assertThat(reason.users()).hasSize(FailureReasons.MAX_USERS);
            assertThat(reason.users().get(1).failureReason()).isEqualTo("User USER1@CONTOSO.COM not found");
        });
    }

    @Test
    void theMostFrequentReasonComesFirst() {
        failed("ada@contoso.com", "HTTP 500");
        failed("bob@contoso.com", "User not found");
        failed("eve@contoso.com", "user not found");

        assertThat(reasons.list())
                .extracting(reason -> reason.text().orElseThrow() + " " + reason.count())
                .containsExactly("user not found 2", "HTTP 500 1");
        assertThat(reasons.first()).as("in the order of time").contains("HTTP 500");
    }

    @Test
    void invalidNamesOfAFileAreOneReasonWithoutTheirLines() {
        invalid("a", "line 2: is no name");
        invalid("b", "line 1,017: is no name");

        assertThat(reasons.list())
                .singleElement()
                .satisfies(reason -> assertThat(reason.text()).contains("the name is no name"));
        assertThat(reasons.first()).contains("the name is no name");
    }

    @Test
    void aUserHasADetailOnlyIfItSaysMoreThanTheReason() {
        failed("ada@contoso.com", "User not found");
        invalid("a", "is no name");
        invalid("b", "line 2: is no name");

        assertThat(reasons.list())
                .flatExtracting(
                        reason -> reason.users().stream().map(reason::detail).toList())
                .containsExactly(null, "line 2: is no name", null);
    }

    @Test
    void aFailedUserIsMoreThanAnInvalidName() {
        invalid("a", "is no name");
        failed("ada@contoso.com", "User not found");

        assertThat(reasons.first()).contains("user not found");
    }

    @Test
    void noOtherUserIsNamed() {
        failed("ada@contoso.com", "ada@contoso.com sits with eve@contoso.com");

        assertThat(reasons.first()).contains("the user sits with ***");
    }

    @Test
    void usersThatSucceededOrWereNotAttemptedHaveNoReason() {
        reasons.add(UserOutcome.withoutSeat("ada@contoso.com"));
        reasons.add(UserOutcome.notAttempted("bob@contoso.com", "interrupted"));

        assertThat(reasons.list()).isEmpty();
        assertThat(reasons.first()).isEmpty();
    }

    @Test
    void anotherReasonForEachUserTakesLittleRoom() {
        for (int i = 0; i < 5000; i++) {
            failed("user" + i + "@contoso.com", "reason " + i);
        }

        assertThat(reasons.list()).hasSize(FailureReasons.MAX_REASONS + 1);
        assertThat(reasons.list().get(FailureReasons.MAX_REASONS)).satisfies(rest -> {
            assertThat(rest.text()).isEqualTo(Optional.empty());
            assertThat(rest.count()).isEqualTo(5000 - FailureReasons.MAX_REASONS);
        });
    }
}
