package io.jenkins.plugins.msstore.client.auth;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The token sources of a host: equal identities get the same one. Forgets the identity that was not asked for longest when
 * there are many, so that rotated secrets do not stay in memory.
 */
public final class TokenSources {

    private static final int MAX_IDENTITIES = 32;

    private final Map<EntraIdentity, EntraTokenSource> sources = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<EntraIdentity, EntraTokenSource> eldest) {
            return size() > MAX_IDENTITIES;
        }
    };

    /**
     * @param endpoint where the source takes its tokens from now on
     */
    public synchronized TokenSource of(EntraIdentity identity, TokenEndpoint endpoint) {
        EntraTokenSource source = sources.computeIfAbsent(identity, added -> new EntraTokenSource(added, endpoint));
        source.use(endpoint);
        return source;
    }
}
