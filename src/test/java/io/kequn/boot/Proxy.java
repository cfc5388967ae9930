package io.kequn.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A way to a server on this machine that can be closed, or go silent as a network does.
final class Proxy implements AutoCloseable {
    private enum State {
        OPEN,
        CLOSED,
        SILENT
    }

    private final ServerSocket socket;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile State state = State.OPEN;

    private Proxy(ServerSocket socket, int target) {
        this.socket = socket;
        this.target = target;
    }

    static Proxy to(int port) throws IOException {
        var proxy = new Proxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    int port() {
        return socket.getLocalPort();
    }

    /// Takes new connections; what had gone silent stays so, as connections do that a network has forgotten.
    void open() {
        state = State.OPEN;
    }

    /// Ends all connections, and new ones at once.
    void closed() {
        state = State.CLOSED;
        sockets.forEach(Proxy::close);
    }

    /// Whatever is sent arrives nowhere.
    void silent() {
        state = State.SILENT;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                if (state == State.CLOSED) {
                    close(client);
                    continue;
                }
                sockets.add(client);
                if (state == State.OPEN) {
                    var server = new Socket(InetAddress.getLoopbackAddress(), target);
                    sockets.add(server);
                    Thread.ofVirtual().start(() -> carry(client, server));
                    Thread.ofVirtual().start(() -> carry(server, client));
                }
            } catch (IOException e) {
                // The next one may fare better, unless the proxy was closed.
            }
        }
    }

    private void carry(Socket from, Socket to) {
        var buffer = new byte[65_536];
        boolean lost = false;
        try (from;
                to) {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                lost |= state == State.SILENT;
                if (!lost) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // One side has hung up, and so does the other.
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        sockets.forEach(Proxy::close);
    }
}
