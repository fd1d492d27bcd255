package io.jenkins.plugins.okhttp.api;

import hudson.ProxyConfiguration;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import jenkins.model.Jenkins;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;

/** Sends through the proxy that {@link Jenkins#getProxy()} names at the time of the call, and directly if there is none. */
public class JenkinsOkHttpClient {
    private JenkinsOkHttpClient() {}

    public static OkHttpClient.Builder newClientBuilder(OkHttpClient client) {
        return client.newBuilder().proxySelector(new ControllerProxy()).proxyAuthenticator(JenkinsOkHttpClient::answer);
    }

    private static Request answer(Route route, Response challenge) {
        ProxyConfiguration proxy = configured();
        if (proxy == null || proxy.getUserName() == null || challenge.request().header("Proxy-Authorization") != null) {
            return null;
        }
        return challenge
                .request()
                .newBuilder()
                .header(
                        "Proxy-Authorization",
                        Credentials.basic(
                                proxy.getUserName(), proxy.getSecretPassword().getPlainText()))
                .build();
    }

    private static ProxyConfiguration configured() {
        Jenkins running = Jenkins.getInstanceOrNull();
        return running == null ? null : running.getProxy();
    }

    private static final class ControllerProxy extends ProxySelector {
        @Override
        public List<Proxy> select(URI target) {
            ProxyConfiguration proxy = configured();
            return List.of(proxy == null ? Proxy.NO_PROXY : proxy.createProxy(target.getHost()));
        }

        @Override
        public void connectFailed(URI target, SocketAddress address, IOException failure) {}
    }
}
