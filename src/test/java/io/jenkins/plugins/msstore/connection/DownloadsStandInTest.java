package io.jenkins.plugins.msstore.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.msstore.client.cdn.CdnCall;
import io.jenkins.plugins.msstore.client.cdn.CdnException;
import io.jenkins.plugins.msstore.client.model.DownloadUrl;
import io.jenkins.plugins.msstore.execution.StandInStore;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the controller's connections give to downloads. */
class DownloadsStandInTest {

    @TempDir
    private Path folder;

    private StandInStore store;

    @BeforeEach
    void start() throws Exception {
        store = new StandInStore(folder);
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private static StoreSettings settings(String endpoint) {
        return StoreSettings.builder().endpoint(endpoint).build();
    }

    private CdnCall callFor(String endpoint) {
        DownloadUrl url = new DownloadUrl(store.simulator().cdnUrl() + "/packages/a-file?signature=expired");
        return StoreConnections.get().downloads(settings(endpoint)).cdn().newCall(url, Optional.empty());
    }

    @Test
    void theControllerItselfIsAskedForFilesOnlyIfTheStoreIsThere() {
        assertThatThrownBy(() -> callFor("https://gateway.contoso.com").send())
                .isInstanceOf(CdnException.class)
                .hasMessageEndingWith("that leads to the controller itself");
        assertThat(store.simulator().requests()).isEmpty();

        assertThatThrownBy(() -> callFor(store.simulator().storeUrl()).send())
                .hasMessage("the CDN answers with HTTP 403");
    }

    @Test
    void allOperationsShareTheSlots() {
        StoreConnections connections = StoreConnections.get();

        assertThat(connections
                        .downloads(settings("https://gateway.contoso.com"))
                        .slots())
                .isSameAs(connections
                        .downloads(settings(store.simulator().storeUrl()))
                        .slots());
    }
}
