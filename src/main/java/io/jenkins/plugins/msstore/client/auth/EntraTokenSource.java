package io.jenkins.plugins.msstore.client.auth;

import io.jenkins.plugins.msstore.client.auth.EntraIdentity.Fingerprint;
import io.jenkins.plugins.msstore.util.Failures;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The tokens of one caller. The caller's own credential is looked up for every request, so that its secret or key is held
 * no longer than the request takes, and a rotated secret is used at once.
 */
public final class EntraTokenSource implements TokenSource {

    private final Supplier<EntraIdentity> lookup;
    private final TokenEndpoint endpoint;
    private volatile State state;

    /**
     * The identity of a caller, and its token.
     *
     * @param caller the identity
     * @param token the token of that identity
     */
    private record State(Fingerprint caller, Supplier<CachedToken> token) {}

    /** The credential has changed since the caller asked for a token. */
    private static final class CredentialChangedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private EntraTokenSource(State state, Supplier<EntraIdentity> lookup, TokenEndpoint endpoint) {
        this.lookup = lookup;
        this.endpoint = endpoint;
        this.state = state;
    }

    /**
     * A caller that shares its token with others.
     *
     * @param caller the caller's identity
     * @param tokens the token of all callers with the same identity
     */
    static EntraTokenSource sharing(
            Fingerprint caller,
            Function<Fingerprint, CachedToken> tokens,
            Supplier<EntraIdentity> lookup,
            TokenEndpoint endpoint) {
        return new EntraTokenSource(new State(caller, () -> tokens.apply(caller)), lookup, endpoint);
    }

    /**
     * A caller that shares its token with no other.
     *
     * @param lookup finds the application and its credential; called for every request, on a thread that may block. An {@link
     *     InvalidParameterException} that it throws fails the request
     * @param endpoint issues the tokens
     */
    public static EntraTokenSource alone(Supplier<EntraIdentity> lookup, TokenEndpoint endpoint) {
        return new EntraTokenSource(own(lookup.get().fingerprint()), lookup, endpoint);
    }

    private static State own(Fingerprint caller) {
        CachedToken token = new CachedToken(Clock.systemUTC());
        return new State(caller, () -> token);
    }

    @Override
    public Optional<String> tenantUrl() {
        return Optional.of(state.caller().tenantUrl());
    }

    @Override
    public CompletableFuture<AccessToken> token() {
        return tokenOtherThan(null);
    }

    @Override
    public CompletableFuture<AccessToken> renewed(AccessToken rejected) {
        return tokenOtherThan(rejected);
    }

    /** Repeats the lookup if another caller's request, which this caller waited for, found the credential changed. */
    private CompletableFuture<AccessToken> tokenOtherThan(AccessToken rejected) {
        State asked = state;
        return asked.token()
                .get()
                .otherThan(rejected, () -> endpoint.request(() -> identity(asked)))
                .exceptionallyCompose(error -> Failures.unwrapped(error) instanceof CredentialChangedException
                        ? tokenOtherThan(rejected)
                        : CompletableFuture.failedFuture(error));
    }

    private EntraIdentity identity(State asked) {
        EntraIdentity now;
        try {
            now = lookup.get();
        } catch (InvalidParameterException e) {
            throw failure(e.getMessage());
        }
        Fingerprint found = now.fingerprint();
        if (found.equals(asked.caller())) {
            return now;
        }
        if (!found.isSameApplication(asked.caller())) {
            // an operation begun for one tenant must not continue in another
            throw failure("the credential now belongs to another application than when the operation began");
        }
        // from now on with its own token: callers that shared the old one may not see this credential
        state = own(found);
        throw new CredentialChangedException();
    }

    private static CompletionException failure(String message) {
        return new CompletionException(new TokenException(message, false));
    }
}
