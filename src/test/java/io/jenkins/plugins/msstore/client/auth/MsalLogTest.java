package io.jenkins.plugins.msstore.client.auth;

import static io.jenkins.plugins.msstore.client.StoreFixture.OPEN;
import static io.jenkins.plugins.msstore.client.StoreFixture.failure;
import static io.jenkins.plugins.msstore.client.StoreFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.client.StoreFixtureExtension;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** MSAL4J logs little about requests of this plugin, and as before about those of others. */
@ExtendWith(StoreFixtureExtension.class)
class MsalLogTest {

    private static final UserPrincipalName ADA = UserPrincipalName.of("ada@contoso.com");

    private final Logger root = Logger.getLogger("");
    private final Logger msal = Logger.getLogger("com.microsoft.aad.msal4j");
    private final List<LogRecord> logged = new CopyOnWriteArrayList<>();
    private final Handler recorder = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getLoggerName().startsWith(msal.getName())) {
                logged.add(entry);
            }
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
    }

    @AfterEach
    void stopListening() {
        root.removeHandler(recorder);
        msal.setLevel(null);
    }

    private static void fail(StoreSimulator simulator, StoreFixture fixture) throws Exception {
        failure(fixture.client(fixture.tokens(fixture.identity(new EntraCredential.ClientSecret("wrong"))))
                .build()
                .getSeat(OPEN, ADA));
        simulator.fault(FaultRule.on(Operation.TOKEN).effect(FaultEffect.html()));
        failure(fixture.client().getSeat(OPEN, ADA));
        simulator.clearFaults();
        simulator.fault(FaultRule.on(Operation.TOKEN).effect(FaultEffect.drop()));
        failure(fixture.client().getSeat(OPEN, ADA));
    }

    @Test
    void aFailureIsNotInTheSystemLog(StoreSimulator simulator, StoreFixture fixture) throws Exception {
        fail(simulator, fixture);
        assertThat(logged).noneMatch(entry -> entry.getLevel().intValue() > Level.FINE.intValue());
    }

    @Test
    void aLogRecorderShowsAFailure(StoreSimulator simulator, StoreFixture fixture) throws Exception {
        msal.setLevel(Level.FINE);
        fail(simulator, fixture);
        assertThat(logged)
                .anyMatch(entry -> entry.getMessage().contains("AADSTS7000215"))
                .allMatch(entry -> entry.getLevel().intValue() <= Level.FINE.intValue());
    }

    /** MSAL4J warns if an authority does not return the id of the request, as Entra does. */
    @Test
    void anAuthorityEchoesTheIdOfARequest(StoreFixture fixture) throws Exception {
        msal.setLevel(Level.ALL);
        get(fixture.tokens().token());
        assertThat(logged).isNotEmpty().noneMatch(entry -> entry.getMessage().contains("is not same"));
    }

    @Test
    void theLinesOfOtherPluginsAreUnchanged(StoreSimulator simulator, StoreFixture fixture) throws Exception {
        fail(simulator, fixture);
        Logger.getLogger("com.microsoft.aad.msal4j.ConfidentialClientApplication")
                .warning("of another plugin");
        assertThat(logged)
                .filteredOn(entry -> entry.getMessage().equals("of another plugin"))
                .extracting(LogRecord::getLevel)
                .containsExactly(Level.WARNING);
    }
}
