package io.jenkins.plugins.msstore.client.auth;

import io.jenkins.plugins.msstore.client.auth.EntraIdentity.Fingerprint;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The tokens of a host: one for each stored credential, shared by all callers that read the same identity from it. Holds
 * tokens, but no secret. A token is dropped when it expires, and as soon as its credential is found changed or missing.
 */
public final class TokenSources {

    private final Clock clock;
    private final Executor later;
    private final Map<Object, Entry> entries = new HashMap<>();
    private boolean isCleanupDue;

    /**
     * The token of a stored credential.
     *
     * @param caller the identity that the token was requested for
     */
    private record Entry(Fingerprint caller, CachedToken token) {}

    public TokenSources() {
        this(Clock.systemUTC(), CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES));
    }

    /**
     * @param later runs tasks after a delay
     */
    TokenSources(Clock clock, Executor later) {
        this.clock = clock;
        this.later = later;
    }

    /**
     * The tokens of one caller.
     *
     * @param credential identifies the stored credential: equal for two callers only if both use the very same credential
     * @param found the identity as just now read from that credential; not kept
     * @param lookup finds it again; see {@link EntraTokenSource#alone}
     * @param endpoint issues the caller's tokens
     */
    public TokenSource of(
            Object credential, EntraIdentity found, Supplier<EntraIdentity> lookup, TokenEndpoint endpoint) {
        Fingerprint caller = found.fingerprint();
        forgetOthers(credential, caller);
        return EntraTokenSource.sharing(caller, asked -> token(credential, asked), lookup, endpoint);
    }

    /** Drops the token of a credential that cannot be used any more; does nothing if there is none. */
    public synchronized void forget(Object credential) {
        entries.remove(credential);
    }

    private synchronized void forgetOthers(Object credential, Fingerprint caller) {
        entries.computeIfPresent(credential, (key, present) -> present.caller().equals(caller) ? present : null);
    }

    private synchronized CachedToken token(Object credential, Fingerprint caller) {
        forgetOthers(credential, caller);
        CachedToken token = entries.computeIfAbsent(credential, key -> new Entry(caller, new CachedToken(clock)))
                .token();
        cleanUpLater();
        return token;
    }

    private void cleanUpLater() {
        if (!isCleanupDue && !entries.isEmpty()) {
            isCleanupDue = true;
            later.execute(this::cleanUp);
        }
    }

    private synchronized void cleanUp() {
        isCleanupDue = false;
        entries.values().removeIf(entry -> !entry.token().isInUse());
        cleanUpLater();
    }

    /** The number of credentials with a token or a request for one. */
    synchronized int size() {
        return entries.size();
    }
}
