package io.jenkins.plugins.msstore.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.execution.Progress;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The progress on a page is in the reader's language, while that of the log is in English. */
@ExtendWith(InEnglish.class)
class ShownProgressTest {

    private static String text(Progress progress) {
        return new ShownProgress(progress).getText();
    }

    private static String bytes(long done, long total) {
        return text(new Progress(done, total, Progress.Unit.BYTES, "a line"));
    }

    @Test
    void aBulkOperationShowsItsProgressInUsers() {
        assertThat(text(new Progress(9, 12, "a line"))).isEqualTo("9 of 12 users (75%)");

        Locale.setDefault(Locale.GERMAN);

        assertThat(text(new Progress(9, 1200, "a line"))).isEqualTo("9 von 1.200 Benutzern (0\u00a0%)");
    }

    @Test
    void aDownloadShowsItsProgressInMegabytes() {
        assertThat(bytes(1_500_000_000L, 4_000_000_000L)).isEqualTo("1,500.0 of 4,000.0 MB (37%)");
        assertThat(bytes(7_000_000, 0)).isEqualTo("7.0 MB so far");

        Locale.setDefault(Locale.GERMAN);

        assertThat(bytes(7_000_000, 0)).isEqualTo("bisher 7,0 MB");
    }

    @Test
    void aListShowsHowManyEntriesItHasSoFar() {
        assertThat(text(Progress.ofList(1200, "a line"))).isEqualTo("1,200 so far");

        Locale.setDefault(Locale.GERMAN);

        assertThat(text(Progress.ofList(1200, "a line"))).isEqualTo("bisher 1.200");
    }

    @Test
    void aWaitingOperationShowsWhatItWaitsFor() {
        Progress queued = Progress.awaiting(Progress.Awaited.OTHER_OPERATION);
        assertThat(text(queued)).isEqualTo("waiting for another operation on the same product");

        Locale.setDefault(Locale.GERMAN);

        assertThat(text(queued)).isEqualTo("wartet auf einen anderen Vorgang an demselben Produkt");
        assertThat(text(Progress.awaiting(Progress.Awaited.SERVICE))).isEqualTo("wartet auf den Dienst");
        assertThat(text(Progress.awaiting(Progress.Awaited.START))).isEqualTo("beginnt");
    }
}
