package io.jenkins.plugins.msstore.connection;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ProxyConfiguration;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Hides the address of the controller's proxy in connection errors: only users who may see the system configuration may
 * see it, but errors are shown in the logs of builds and in forms.
 */
final class ControllerProxy implements Interceptor {

    private static final Logger LOGGER = Logger.getLogger(ControllerProxy.class.getName());

    /** The proxy for connections to a host; empty if connections are direct. */
    static Optional<ProxyConfiguration> to(@CheckForNull String host) {
        ProxyConfiguration proxy = Jenkins.get().getProxy();
        return host == null || proxy == null || proxy.createProxy(host).equals(Proxy.NO_PROXY)
                ? Optional.empty()
                : Optional.of(proxy);
    }

    /** Whether the current user may see the proxy's address; administrators may. */
    static boolean canSeeAddress() {
        return Jenkins.get().hasPermission(Jenkins.SYSTEM_READ);
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        try {
            return chain.proceed(chain.request());
        } catch (ConnectException | UnknownHostException e) {
            if (to(chain.request().url().host()).isEmpty()) {
                throw e;
            }
            LOGGER.log(Level.FINE, "No connection to the proxy", e);
            throw new ConnectException("cannot connect to the controller's proxy");
        }
    }
}
