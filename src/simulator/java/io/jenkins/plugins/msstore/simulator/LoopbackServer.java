package io.jenkins.plugins.msstore.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.util.logging.Filter;
import java.util.logging.Logger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;

/** One listening port on 127.0.0.1. */
final class LoopbackServer implements AutoCloseable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /** Held strongly, because the log manager holds loggers weakly. */
    private static final Logger HTTP2_LOGGER = Logger.getLogger(OkHttpClient.class.getName());

    static {
        silenceDeliberateFailures();
    }

    private final MockWebServer server = new MockWebServer();
    private final ConnectionRegistry connections = new ConnectionRegistry();
    private final boolean tls;

    /**
     * @param tls the certificates, or null for plain HTTP/1.1
     */
    LoopbackServer(SimulatorTls tls, HttpVersion httpVersion) {
        this.tls = tls != null;
        server.setServerSocketFactory(connections);
        if (tls != null) {
            server.useHttps(tls.serverSocketFactory());
            server.setProtocols(httpVersion.protocols());
        } else {
            server.setProtocols(HttpVersion.HTTP_1_1.protocols());
        }
    }

    MockWebServer server() {
        return server;
    }

    ConnectionRegistry connections() {
        return connections;
    }

    /**
     * Starts to listen.
     *
     * @param port the port, or 0 for any free one
     */
    void start(Dispatcher dispatcher, int port) throws IOException {
        server.setDispatcher(dispatcher);
        server.start(InetAddress.getByAddress("localhost", LOOPBACK), port);
    }

    /** The server's URL, without a slash at its end; known once it listens. */
    String url() {
        return (tls ? "https" : "http") + "://localhost:" + server.getPort();
    }

    @Override
    public void close() {
        server.close();
    }

    /** A stream that is reset, or a connection that is closed, on purpose is not worth a stack trace in the log. */
    private static void silenceDeliberateFailures() {
        Filter present = HTTP2_LOGGER.getFilter();
        HTTP2_LOGGER.setFilter(entry -> {
            String message = entry.getMessage();
            boolean deliberate = message != null && message.startsWith("Http2Connection.Listener failure");
            return !deliberate && (present == null || present.isLoggable(entry));
        });
    }
}
