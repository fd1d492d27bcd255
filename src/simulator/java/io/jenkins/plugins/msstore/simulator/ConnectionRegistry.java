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
 * <p>MockWebServer cannot close an HTTP/2 connection as the answer to one request: it decides on that before it has
 * read the request. Having accepted the sockets, the simulator closes them itself. It numbers them as MockWebServer does, in
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

    /** Closes a connection without a word. */
    void close(int connection) {
        Socket socket = sockets.remove(connection);
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is closed then, which is all that matters.
            }
        }
    }

    /** Closes all connections without a word. */
    void closeAll() {
        sockets.keySet().forEach(this::close);
    }

    /** How many connections have been accepted so far and are open. */
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
