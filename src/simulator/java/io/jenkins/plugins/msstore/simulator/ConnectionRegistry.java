package io.jenkins.plugins.msstore.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ServerSocketFactory;

/**
 * The connections of one server by their number.
 *
 * <p>MockWebServer cannot close an HTTP/2 connection as the answer to one request, because it decides about that before it
 * has read the request. So the simulator accepts the sockets, and closes them itself. It numbers them as MockWebServer does, in
 * the order in which they were accepted.
 */
final class ConnectionRegistry extends ServerSocketFactory {
    private final Map<Integer, Socket> sockets = new ConcurrentHashMap<>();

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new NumberingServerSocket();
    }

    @Override
    public ServerSocket createServerSocket(int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
        throw new UnsupportedOperationException();
    }

    /** Closes a connection without an answer. */
    void close(int connection) {
        Socket socket = sockets.remove(connection);
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // the connection is closed already
            }
        }
    }

    /** Closes all connections without an answer. */
    void closeAll() {
        sockets.keySet().forEach(this::close);
    }

    /** The number of open connections. */
    int open() {
        sockets.values().removeIf(Socket::isClosed);
        return sockets.size();
    }

    private final class NumberingServerSocket extends ServerSocket {
        private int next;

        NumberingServerSocket() throws IOException {}

        @Override
        public Socket accept() throws IOException {
            Socket socket = super.accept();
            // Head and body of an answer are written one after the other: with Nagle's algorithm, the body
            // would wait for the client's delayed acknowledgement of the head.
            socket.setTcpNoDelay(true);
            sockets.values().removeIf(Socket::isClosed);
            sockets.put(next++, socket);
            return socket;
        }
    }
}
