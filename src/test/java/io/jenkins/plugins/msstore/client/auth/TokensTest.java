package io.jenkins.plugins.msstore.client.auth;

import static io.jenkins.plugins.msstore.client.StoreFixture.OPEN;
import static io.jenkins.plugins.msstore.client.StoreFixture.failure;
import static io.jenkins.plugins.msstore.client.StoreFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.client.StoreFixtureExtension;
import io.jenkins.plugins.msstore.client.error.AccessDeniedException;
import io.jenkins.plugins.msstore.client.error.UnreachableException;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.SimulatorRequest;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients share a token that MSAL4J gets from the simulator's authority. */
@ExtendWith(StoreFixtureExtension.class)
class TokensTest {

    private static final UserPrincipalName ADA = UserPrincipalName.of("ada@contoso.com");

    private StoreSimulator simulator;
    private StoreFixture fixture;

    @BeforeEach
    void start(StoreSimulator started, StoreFixture clients) {
        simulator = started;
        fixture = clients;
    }

    @Test
    void aThousandOperationsTakeOneToken() throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, ADA.text());
        StoreClient client = fixture.client();
        List<CompletableFuture<Seat>> seats = IntStream.range(0, 1000)
                .mapToObj(i -> client.getSeat(OPEN, ADA))
                .toList();
        for (CompletableFuture<Seat> seat : seats) {
            assertThat(get(seat).isActive()).isTrue();
        }
        assertThat(simulator.count(Operation.GET_SEAT)).isEqualTo(1000);
        assertThat(simulator.count(Operation.TOKEN)).isEqualTo(1);
        assertThat(simulator.count(Operation.DISCOVERY)).isZero();
    }

    @Test
    void fiftyColdCallersTakeOneToken() throws Exception {
        TokenSources sources = new TokenSources();
        List<CompletableFuture<AccessToken>> tokens = IntStream.range(0, 50)
                .parallel()
                .mapToObj(i -> sources.of("stored here", fixture.identity(), fixture::identity, fixture.tokenEndpoint())
                        .token())
                .toList();
        AccessToken first = get(tokens.get(0));
        for (CompletableFuture<AccessToken> token : tokens) {
            assertThat(get(token)).isEqualTo(first);
        }
        assertThat(simulator.count(Operation.TOKEN)).isEqualTo(1);
    }

    @Test
    void aTokenThatIsNotAcceptedIsRenewedOnce() throws Exception {
        StoreClient client = fixture.client();
        get(client.assignSeat(OPEN, ADA));
        simulator.expireTokens();
        assertThat(get(client.getSeat(OPEN, ADA)).isActive()).isTrue();
        assertThat(simulator.count(Operation.TOKEN)).isEqualTo(2);
    }

    @Test
    void manyOperationsWithARejectedTokenRenewItOnce() throws Exception {
        StoreClient client = fixture.client();
        get(client.assignSeat(OPEN, ADA));
        simulator.expireTokens();
        List<CompletableFuture<Seat>> seats =
                IntStream.range(0, 20).mapToObj(i -> client.getSeat(OPEN, ADA)).toList();
        for (CompletableFuture<Seat> seat : seats) {
            get(seat);
        }
        assertThat(simulator.count(Operation.TOKEN)).isEqualTo(2);
    }

    @Test
    void anOperationWithARejectedTokenIsSentAtMostTwice() throws Exception {
        simulator.fault(FaultRule.on(Operation.ASSIGN_SEAT).effect(FaultEffect.status(401)));
        assertThat(failure(fixture.client().assignSeat(OPEN, ADA)))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("HTTP 401");
        assertThat(simulator.count(Operation.ASSIGN_SEAT)).isEqualTo(2);
        assertThat(simulator.count(Operation.TOKEN)).isEqualTo(2);
    }

    @Test
    void anApplicationAuthenticatesWithACertificate() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        HeldCertificate certificate =
                new HeldCertificate.Builder().keyPair(keys).build();
        simulator.registerCertificate(certificate.certificate());
        EntraIdentity identity =
                fixture.identity(new EntraCredential.ClientCertificate(keys.getPrivate(), certificate.certificate()));
        StoreClient client = fixture.client(fixture.tokens(identity)).build();
        assertThat(get(client.assignSeat(OPEN, ADA)).isActive()).isTrue();
        SimulatorRequest request = simulator.requests(Operation.TOKEN).get(0);
        assertThat(request.body()).contains("client_assertion");
    }

    /** The advice on renewal in a build's log depends on this number. */
    @Test
    void theErrorOfAnExpiredSecretHasEntrasNumber() throws Exception {
        simulator.expireSecret();
        StoreClient client = fixture.client(
                        fixture.tokens(fixture.identity(new EntraCredential.ClientSecret(simulator.clientSecret()))))
                .build();

        assertThat(failure(client.assignSeat(OPEN, ADA)))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("AADSTS7000222: The provided client secret keys");
    }

    @Test
    void theErrorOfAWrongSecretIsEntrasWithoutTheSecret() throws Exception {
        EntraIdentity identity = fixture.identity(new EntraCredential.ClientSecret("s3cret-that-is-wrong"));
        StoreClient client = fixture.client(fixture.tokens(identity)).build();
        assertThat(failure(client.assignSeat(OPEN, ADA)))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("AADSTS7000215")
                .hasMessageContaining(identity.clientId())
                .hasMessageNotContaining("s3cret-that-is-wrong")
                .hasMessageNotContaining("Trace ID");
        assertThat(simulator.count(Operation.TOKEN)).isEqualTo(1);
        assertThat(simulator.count(Operation.ASSIGN_SEAT)).isZero();
    }

    @Test
    void anAuthorityThatAnswersWithAWebPageIsNotQuoted() throws Exception {
        simulator.fault(FaultRule.on(Operation.TOKEN).effect(FaultEffect.html()));
        assertThat(failure(fixture.client().assignSeat(OPEN, ADA)))
                .hasMessageContaining("no token from")
                .hasMessageNotContaining("Network sign-in");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void noSecretIsSentWhereAnAuthorityRedirectsTo(int status) throws Exception {
        try (StoreSimulator elsewhere = StoreSimulator.builder().plainHttp().start()) {
            simulator.fault(FaultRule.on(Operation.TOKEN)
                    .effect(FaultEffect.status(status).header("Location", elsewhere.storeUrl() + "/token")));
            assertThat(failure(fixture.client().assignSeat(OPEN, ADA))).hasMessageContaining("no token from");
            assertThat(elsewhere.requests()).isEmpty();
        }
        assertThat(simulator.count(Operation.TOKEN)).isEqualTo(1);
    }

    @Test
    void aRequestForATokenIsSentAgain() throws Exception {
        simulator.fault(FaultRule.on(Operation.TOKEN).nth(1).effect(FaultEffect.status(503)));
        assertThat(get(fixture.client().assignSeat(OPEN, ADA)).isActive()).isTrue();
        assertThat(simulator.count(Operation.TOKEN)).isEqualTo(2);
    }

    @Test
    void anAuthorityThatDoesNotAnswerIsUnreachable() throws Exception {
        simulator.fault(FaultRule.on(Operation.TOKEN).effect(FaultEffect.drop()));
        assertThat(failure(fixture.client().assignSeat(OPEN, ADA))).isInstanceOf(UnreachableException.class);
        assertThat(simulator.count(Operation.ASSIGN_SEAT)).isZero();
    }

    @Test
    void aReadyMadeTokenIsSentAsItIs() throws Exception {
        StoreClient client = fixture.client(new FixedTokenSource(" " + simulator.issueToken() + "\n"))
                .build();
        assertThat(get(client.assignSeat(OPEN, ADA)).isActive()).isTrue();
        assertThat(simulator.count(Operation.TOKEN)).isZero();
    }

    @Test
    void aReadyMadeTokenThatIsNotAcceptedIsNotSentAgain() throws Exception {
        StoreClient client = fixture.client(new FixedTokenSource("made-up")).build();
        assertThat(failure(client.assignSeat(OPEN, ADA))).isInstanceOf(AccessDeniedException.class);
        assertThat(simulator.count(Operation.ASSIGN_SEAT)).isEqualTo(1);
    }

    @Test
    void aDefectOfATokenSourceFailsAllThatWaitForIt() throws Exception {
        TokenEndpoint real = fixture.tokenEndpoint();
        AtomicInteger calls = new AtomicInteger();
        TokenSource tokens = EntraTokenSource.alone(fixture::identity, identity -> {
            if (calls.getAndIncrement() == 0) {
                throw new NoClassDefFoundError("a defect");
            }
            return real.request(identity);
        });
        assertThat(tokens.token()).failsWithin(Duration.ofSeconds(30));
        assertThat(get(tokens.token()).value()).isNotEmpty();
    }

    /** Requests that wait for a token are sent in the order in which they began. */
    @Test
    void requestsThatWaitForATokenAreSentInOrder() throws Exception {
        CompletableFuture<AccessToken> answer = new CompletableFuture<>();
        TokenSource tokens = EntraTokenSource.alone(fixture::identity, identity -> answer);
        List<Integer> served = new ArrayList<>();
        IntStream.range(0, 5).forEach(number -> tokens.token().thenRun(() -> served.add(number)));
        answer.complete(get(fixture.tokens().token()));
        assertThat(served).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void nothingShowsATokenOrASecret() throws Exception {
        AccessToken token = get(fixture.tokens().token());
        assertThat(token.toString()).doesNotContain(token.value());
        assertThat(fixture.identity().toString()).doesNotContain(simulator.clientSecret());
        assertThatThrownBy(() -> new FixedTokenSource("two words")).hasMessageNotContaining("two words");
    }
}
