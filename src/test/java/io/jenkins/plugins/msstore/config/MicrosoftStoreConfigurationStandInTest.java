package io.jenkins.plugins.msstore.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.BulkChange;
import hudson.util.FormValidation;
import io.jenkins.plugins.msstore.connection.StoreSettings;
import io.jenkins.plugins.msstore.standin.StandInJenkins;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import net.sf.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kohsuke.stapler.StaplerRequest2;

/** Settings take effect when they are saved. */
class MicrosoftStoreConfigurationStandInTest {

    private static final String OLD = "https://old.contoso.com";
    private static final String NEW = "https://new.contoso.com";

    @TempDir
    private Path home;

    private StandInJenkins jenkins;
    private MicrosoftStoreConfiguration configuration;

    @BeforeEach
    void start() {
        jenkins = StandInJenkins.start(home.toFile());
        configuration = new MicrosoftStoreConfiguration();
        jenkins.withExtension(configuration);
        set(OLD, "old");
        configuration.save();
    }

    @AfterEach
    void stop() {
        jenkins.close();
    }

    private void set(String endpoint, String credentialsId) {
        configuration.setEndpoint(endpoint);
        configuration.setCredentialsId(credentialsId);
    }

    private static String current() {
        StoreSettings settings = StoreSettings.current();
        return settings.endpoint() + " " + settings.credentialsId();
    }

    @Test
    void settingsOfAScriptTakeEffectTogetherWhenItSavesThem() {
        set(NEW, "new");
        assertThat(current()).isEqualTo(OLD + " old");

        configuration.save();

        assertThat(current()).isEqualTo(NEW + " new");
    }

    @Test
    void theFormRejectsAServiceUrlWithTheApisVersion() {
        assertThat(configuration.doCheckEndpoint("https://store.contoso.com/V1").getMessage())
                .isEqualTo("Leave out /V1: the plugin adds it. Enter https://store.contoso.com");
        assertThat(configuration
                        .doCheckEndpoint("https://u:pass-word@store.contoso.com/V1")
                        .getMessage())
                .contains("Enter an https URL")
                .doesNotContain("pass-word");
        assertThat(configuration.doCheckEndpoint("").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(configuration.doCheckEndpoint("https://gateway.contoso.com/v1/store").kind)
                .isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    void anInvalidServiceUrlThatNoFormHasCheckedIsLoggedWhenItIsSaved() {
        List<String> logged = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(new SimpleFormatter().formatMessage(line));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(MicrosoftStoreConfiguration.class.getName());
        logger.addHandler(handler);
        try {
            set("https://store.contoso.com/v1/Inventory", "new");
            assertThat(logged).isEmpty();
            configuration.save();
        } finally {
            logger.removeHandler(handler);
        }

        assertThat(logged)
                .containsExactly("Microsoft Store for Business: endpoint 'https://store.contoso.com/v1/Inventory' must"
                        + " not contain /V1, which the plugin adds itself: use https://store.contoso.com");
    }

    @Test
    void aConcurrentReaderNeverSeesHalfAChange() throws Exception {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        CountDownLatch reading = new CountDownLatch(1);
        CompletableFuture<Void> changes = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            while (!changes.isDone()) {
                seen.add(current());
                reading.countDown();
            }
        });
        reader.start();
        reading.await();

        for (int i = 0; i < 20_000; i++) {
            boolean even = i % 2 == 0;
            try (BulkChange change = new BulkChange(configuration)) {
                set(even ? NEW : OLD, even ? "new" : "old");
                change.commit();
            }
        }
        changes.complete(null);
        reader.join();

        assertThat(seen).isSubsetOf(OLD + " old", NEW + " new");
    }

    @Test
    void aFailedChangeDoesNotAffectTheNextOne() throws Exception {
        try (BulkChange failed = new BulkChange(configuration)) {
            configuration.setEndpoint(NEW);
        }
        try (BulkChange change = new BulkChange(configuration)) {
            configuration.setMaxAttempts(3);
            change.commit();
        }

        assertThat(current()).isEqualTo(OLD + " old");
        assertThat(StoreSettings.current().maxAttempts()).isEqualTo(3);
    }

    @Test
    void aFormThatCannotBeReadChangesNothing() throws Exception {
        StaplerRequest2 halfWay = (StaplerRequest2) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {StaplerRequest2.class}, (proxy, method, arguments) -> {
                    configuration.setEndpoint(NEW);
                    throw new IllegalArgumentException("not a number");
                });

        assertThatThrownBy(() -> configuration.configure(halfWay, new JSONObject()))
                .hasMessage("not a number");
        configuration.save();

        assertThat(current()).isEqualTo(OLD + " old");
    }

    @Test
    void concurrentChangesDoNotMix() throws Exception {
        configuration.setEndpoint("https://half.contoso.com");

        Thread other = new Thread(() -> {
            set(NEW, "new");
            configuration.save();
        });
        other.start();
        other.join();
        assertThat(current()).isEqualTo(NEW + " new");

        configuration.setCredentialsId("whole");
        configuration.save();
        assertThat(current()).isEqualTo("https://half.contoso.com whole");
    }
}
