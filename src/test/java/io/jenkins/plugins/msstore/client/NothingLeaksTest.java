package io.jenkins.plugins.msstore.client;

import static io.jenkins.plugins.msstore.client.StoreFixture.OFFLINE;
import static io.jenkins.plugins.msstore.client.StoreFixture.OPEN;
import static io.jenkins.plugins.msstore.client.StoreFixture.failure;
import static io.jenkins.plugins.msstore.client.StoreFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.auth.AccessToken;
import io.jenkins.plugins.msstore.client.auth.EntraCredential;
import io.jenkins.plugins.msstore.client.auth.TokenSource;
import io.jenkins.plugins.msstore.client.model.ContentId;
import io.jenkins.plugins.msstore.client.model.OfflineLicense;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** With all loggers at the finest level, no log and no exception contains a secret, a token or a license. */
@ExtendWith(StoreFixtureExtension.class)
class NothingLeaksTest {

    private static final UserPrincipalName ADA = UserPrincipalName.of("ada@contoso.com");

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Logger root = Logger.getLogger("");
    private final Level levelBefore = root.getLevel();
    private final Handler recorder = new Handler() {
        private final Formatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord logged) {
            said.add(formatter.format(logged));
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    @BeforeEach
    void listen() {
        recorder.setLevel(Level.ALL);
        root.addHandler(recorder);
        root.setLevel(Level.ALL);
    }

    @AfterEach
    void stopListening() {
        root.setLevel(levelBefore);
        root.removeHandler(recorder);
    }

    private void remember(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        said.add(trace.toString());
    }

    @Test
    void neitherLogsNorExceptionsContainASecret(StoreSimulator simulator, StoreFixture fixture) throws Exception {
        TokenSource tokens = fixture.tokens();
        AccessToken token = get(tokens.token());
        StoreClient client = fixture.client(tokens).build();
        OfflineLicense license = get(client.offlineLicense(OFFLINE, ContentId.of(DefaultWorld.CONTENT_ID)));
        get(client.assignSeat(OPEN, ADA));
        simulator.fault(FaultRule.on(Operation.GET_SEAT).effect(FaultEffect.drop()));
        remember(failure(client.getSeat(OPEN, ADA)));
        simulator.fault(FaultRule.on(Operation.GET_OFFLINE_LICENSE).effect(FaultEffect.halfJson()));
        remember(failure(client.offlineLicense(OFFLINE, ContentId.of(DefaultWorld.CONTENT_ID))));
        remember(failure(fixture.client(fixture.tokens(
                        fixture.identity(new EntraCredential.ClientSecret("wrong-" + simulator.clientSecret()))))
                .build()
                .getSeat(OPEN, ADA)));

        assertThat(said)
                .hasSizeGreaterThan(10)
                .noneMatch(line -> line.contains(simulator.clientSecret()))
                .noneMatch(line -> line.contains(token.value()))
                .noneMatch(line -> line.contains(license.licenseBlob().substring(0, 60)));
    }
}
