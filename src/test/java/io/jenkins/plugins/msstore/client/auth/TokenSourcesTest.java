package io.jenkins.plugins.msstore.client.auth;

import static io.jenkins.plugins.msstore.client.StoreFixture.OPEN;
import static io.jenkins.plugins.msstore.client.StoreFixture.await;
import static io.jenkins.plugins.msstore.client.StoreFixture.failure;
import static io.jenkins.plugins.msstore.client.StoreFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.client.StoreFixtureExtension;
import io.jenkins.plugins.msstore.client.error.AccessDeniedException;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests which callers share a token, and how long tokens, secrets and keys are kept in memory. */
@ExtendWith(StoreFixtureExtension.class)
class TokenSourcesTest {

    private static final UserPrincipalName ADA = UserPrincipalName.of("ada@contoso.com");

    private final HandClock clock = new HandClock();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final TokenSources sources = new TokenSources(clock, later::add);

    private StoreSimulator simulator;
    private StoreFixture fixture;

    /** The stored credential. */
    private volatile Supplier<EntraIdentity> stored;

    private static final class HandClock extends Clock {
        private Instant now = Instant.now();

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void start(StoreSimulator started, StoreFixture clients) {
        simulator = started;
        fixture = clients;
        stored = fixture::identity;
    }

    /** A caller that looks up the stored credential. */
    private TokenSource caller(Object credential) {
        return sources.of(credential, stored.get(), () -> stored.get(), fixture.tokenEndpoint());
    }

    private void store(String secret) {
        stored = () -> fixture.identity(new EntraCredential.ClientSecret(secret));
    }

    private void cleanUp() {
        Runnable task = later.poll();
        assertThat(task).isNotNull();
        task.run();
    }

    @Test
    void aTokenIsRequestedOnceForEachCredential() throws Exception {
        AccessToken first = get(caller("a").token());
        assertThat(get(caller("a").token())).isEqualTo(first);
        assertThat(simulator.count(Operation.TOKEN)).isEqualTo(1);
    }

    /** Even if both are the same application with the same secret. */
    @Test
    void anotherCredentialHasATokenOfItsOwn() throws Exception {
        assertThat(get(caller("a").token())).isNotEqualTo(get(caller("b").token()));
        assertThat(simulator.count(Operation.TOKEN)).isEqualTo(2);
    }

    @Test
    void callersWithTheSameCertificateAndKeyShareAToken() throws Exception {
        HeldCertificate certificate = new HeldCertificate.Builder().rsa2048().build();
        simulator.registerCertificate(certificate.certificate());
        stored = () -> fixture.identity(
                new EntraCredential.ClientCertificate(certificate.keyPair().getPrivate(), certificate.certificate()));
        AccessToken first = get(caller("a").token());
        assertThat(get(caller("a").token())).isEqualTo(first);
        assertThat(simulator.count(Operation.TOKEN)).isEqualTo(1);
    }

    /** The certificate of the first try is not registered: AADSTS700027. */
    @Test
    void aRejectedCredentialIsTriedAgain() throws Exception {
        HeldCertificate certificate = new HeldCertificate.Builder().rsa2048().build();
        stored = () -> fixture.identity(
                new EntraCredential.ClientCertificate(certificate.keyPair().getPrivate(), certificate.certificate()));
        StoreClient client = fixture.client(caller("a")).build();
        assertThat(failure(client.assignSeat(OPEN, ADA)))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("AADSTS700027");
        cleanUp();
        assertThat(sources.size()).isZero();
        simulator.registerCertificate(certificate.certificate());
        assertThat(get(client.assignSeat(OPEN, ADA)).isActive()).isTrue();
        assertThat(get(caller("a").token()).value()).isNotEmpty();
    }

    @Test
    void aTokenIsRenewedBeforeItExpires() throws Exception {
        TokenSource tokens = caller("a");
        AccessToken first = get(tokens.token());
        clock.advance(Duration.ofMinutes(50));
        assertThat(get(tokens.token())).isEqualTo(first);
        clock.advance(Duration.ofMinutes(6));
        assertThat(get(tokens.token())).isNotEqualTo(first);
        assertThat(simulator.count(Operation.TOKEN)).isEqualTo(2);
    }

    @Test
    void anExpiredTokenIsRemoved() throws Exception {
        get(caller("a").token());
        clock.advance(Duration.ofMinutes(50));
        cleanUp();
        assertThat(sources.size()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(6));
        cleanUp();
        assertThat(sources.size()).isZero();
        assertThat(later).isEmpty();
    }

    @Test
    void aRequestUnderWayIsNotForgotten() {
        CountDownLatch answer = new CountDownLatch(1);
        simulator.fault(FaultRule.on(Operation.TOKEN).effect(FaultEffect.heldUntil(answer)));
        CompletableFuture<AccessToken> token = caller("a").token();
        await(() -> simulator.count(Operation.TOKEN) == 1);
        cleanUp();
        assertThat(sources.size()).isEqualTo(1);
        answer.countDown();
        assertThat(token).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void theTokenOfAChangedCredentialIsRemoved() throws Exception {
        get(caller("a").token());
        store("another-secret");
        caller("a");
        assertThat(sources.size()).isZero();
    }

    @Test
    void theTokenOfADeletedCredentialIsRemoved() throws Exception {
        get(caller("a").token());
        sources.forget("a");
        assertThat(sources.size()).isZero();
    }

    @Test
    void aRotatedSecretIsUsedAtOnce() throws Exception {
        get(caller("a").token());
        simulator.rotateSecret();
        get(caller("a").token());
        assertThat(simulator.count(Operation.TOKEN)).isEqualTo(2);
    }

    @Test
    void aWrongSecretIsCorrectedWithoutARestart() throws Exception {
        store("a-wrong-secret");
        assertThat(failure(fixture.client(caller("a")).build().getSeat(OPEN, ADA)))
                .hasMessageContaining("AADSTS7000215");
        stored = fixture::identity;
        assertThat(get(caller("a").token()).value()).isNotEmpty();
    }

    @Test
    void anOperationUnderWayUsesARotatedSecret() throws Exception {
        StoreClient client = fixture.client(caller("a")).build();
        get(client.assignSeat(OPEN, ADA));
        simulator.rotateSecret();
        simulator.expireTokens();
        assertThat(get(client.getSeat(OPEN, ADA)).isActive()).isTrue();
        assertThat(get(client.getSeat(OPEN, ADA)).isActive()).isTrue();
        assertThat(simulator.count(Operation.TOKEN)).isEqualTo(2);
    }

    @Test
    void anOperationUnderWayEndsWithItsCredential() throws Exception {
        StoreClient client = fixture.client(caller("a")).build();
        get(client.assignSeat(OPEN, ADA));
        simulator.expireTokens();
        stored = () -> {
            throw new InvalidParameterException("credentialsId", "a", "names no credential");
        };
        assertThat(failure(client.getSeat(OPEN, ADA)))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("credentialsId 'a' names no credential");
    }

    @Test
    void anOperationUnderWayDoesNotGoOnAsAnotherApplication() throws Exception {
        StoreClient client = fixture.client(caller("a")).build();
        get(client.assignSeat(OPEN, ADA));
        simulator.expireTokens();
        EntraIdentity own = fixture.identity();
        stored =
                () -> new EntraIdentity(own.authority(), "fabrikam.com", own.clientId(), own.scope(), own.credential());
        assertThat(failure(client.getSeat(OPEN, ADA)))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("another application");
        assertThat(simulator.count(Operation.TOKEN)).isEqualTo(1);
    }

    /** One caller finds another credential meanwhile; the other, which waits for the same token, does not. */
    @Test
    void aCallerNeverUsesTheCredentialOfAnother() throws Exception {
        TokenSource changed = caller("a");
        TokenSource same = sources.of("a", fixture.identity(), fixture::identity, fixture.tokenEndpoint());
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch look = new CountDownLatch(1);
        stored = () -> {
            looking.countDown();
            try {
                look.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return fixture.identity(new EntraCredential.ClientSecret("a-wrong-secret"));
        };
        CompletableFuture<AccessToken> refused = changed.token();
        looking.await();
        CompletableFuture<AccessToken> given = same.token();
        look.countDown();
        assertThat(get(given).value()).isNotEmpty();
        assertThat(refused).failsWithin(Duration.ofSeconds(30));
    }

    @Test
    void betweenRequestsNothingHoldsTheSecret() throws Exception {
        TokenSource tokens = caller("a");
        WeakReference<?>[] last = new WeakReference<?>[1];
        stored = () -> {
            EntraIdentity identity = fixture.identity();
            last[0] = new WeakReference<>(identity.credential());
            return identity;
        };
        AccessToken token = get(tokens.token());
        await(() -> {
            System.gc();
            return last[0].get() == null;
        });
        assertThat(get(tokens.token())).isEqualTo(token);
    }
}
