package io.jenkins.plugins.msstore.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Forwards TCP connections to a service, which keeps its state while it is away: {@link #down()} breaks all connections and
 * refuses others until {@link #up()}.
 */
public final class TcpForwarder implements AutoCloseable {

    private final URI target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private ServerSocket server;
    private int port;

    /**
     * @param target the service's URL, with a port
     */
    public TcpForwarder(String target) {
        this.target = URI.create(target);
        up();
    }

    /** The service's URL, with the forwarder's port. */
    public String url() {
        return target.toString().replace(":" + target.getPort(), ":" + port);
    }

    /** Lets the service be reached; again, at the same port. */
    public synchronized void up() {
        if (server != null) {
            return;
        }
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getByName(target.getHost()), port));
            server = opened;
            port = opened.getLocalPort();
            start(() -> accept(opened));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Breaks all connections, and refuses others. */
    public synchronized void down() {
        if (server != null) {
            close(server);
            server = null;
        }
        sockets.forEach(TcpForwarder::close);
        sockets.clear();
    }

    private void accept(ServerSocket opened) {
        try {
            while (true) {
                Socket client = opened.accept();
                Socket service = new Socket(target.getHost(), target.getPort());
                synchronized (this) {
                    sockets.add(client);
                    sockets.add(service);
                    if (server != opened) {
                        down(client, service);
                    }
                }
                start(() -> copy(client, service));
                start(() -> copy(service, client));
            }
        } catch (IOException e) {
            // it is down
        }
    }

    private void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one of them is closed
        }
        down(from, to);
    }

    private void down(Socket... broken) {
        for (Socket socket : broken) {
            close(socket);
            sockets.remove(socket);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "TCP forwarder");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        down();
    }
}
