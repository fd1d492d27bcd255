package io.jenkins.plugins.msstore.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.BulkRequest;
import io.jenkins.plugins.msstore.bulk.journal.BulkSummary;
import io.jenkins.plugins.msstore.bulk.journal.Outcome;
import io.jenkins.plugins.msstore.bulk.journal.ResolvedUser;
import io.jenkins.plugins.msstore.bulk.journal.UserOutcome;
import io.jenkins.plugins.msstore.bulk.users.RosterEntry;
import io.jenkins.plugins.msstore.bulk.users.RosterReader;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the outcomes of an operation that no process resumes. */
class AbandonedExecutionTest {

    @Test
    void everyUserHasTheOutcomeThatIsKnown(@TempDir Path parent) throws Exception {
        ExecutionFolder files = new ExecutionFolder(
                parent,
                new BulkRequest(ProductKey.of("9NBLGGH4R2R6", "0016"), SeatAction.ASSIGN, 2, false, false, false));
        try (BulkJournal journal =
                        files.begin(List.of("ada@contoso.com", "bob@contoso.com", "eve@contoso.com", "zoe"));
                RosterReader roster = journal.roster().open()) {
            journal.sending(0, 2);
            RosterEntry ada = roster.next();
            ExecutionFolder.resolve(journal, new ResolvedUser(ada, UserOutcome.withoutSeat("ada@contoso.com")));
        }

        BulkSummary summary;
        try (BulkJournal journal = BulkJournal.find(files.folder).orElseThrow()) {
            summary = journal.abandon("not resumed");
            assertThat(journal.isEnded()).isTrue();
        }

        Map<String, UserOutcome> outcomes = files.outcomes();
        assertThat(outcomes).hasSize(4);
        assertThat(outcomes.get("ada@contoso.com").outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(outcomes.get("bob@contoso.com").outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(outcomes.get("bob@contoso.com").failureReason()).isEqualTo("outcome unknown: not resumed");
        assertThat(outcomes.get("eve@contoso.com").outcome()).isEqualTo(Outcome.NOT_ATTEMPTED);
        assertThat(outcomes.get("zoe").outcome()).isEqualTo(Outcome.INVALID);
        assertThat(List.of(summary.succeeded(), summary.unknown(), summary.invalid(), summary.notAttempted()))
                .containsOnly(1);
    }
}
