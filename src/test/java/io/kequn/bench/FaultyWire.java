package io.kequn.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The way from the replicas to the database, which can be slow, cut, closed, or go silent as a network does.
final class FaultyWire implements AutoCloseable {
    private static final byte[] END = {};

    private final ServerSocket socket;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean silent;
    private volatile boolean closed;
    private volatile long delayMillis;

    private FaultyWire(ServerSocket socket, int target) {
        this.socket = socket;
        this.target = target;
    }

    static FaultyWire to(int port) {
        try {
            var wire = new FaultyWire(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), port);
            Thread.ofVirtual().start(wire::accept);
            return wire;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    /// Takes new connections without delay. What had gone silent stays so, as connections do that a network has
    /// forgotten.
    void mend() {
        silent = false;
        closed = false;
        delayMillis = 0;
    }

    /// Whatever is sent arrives nowhere.
    void silence() {
        silent = true;
    }

    /// Whatever is sent arrives so much later, each way.
    void delay(long millis) {
        delayMillis = millis;
    }

    /// Ends all connections, in the middle of whatever they carry.
    void cut() {
        sockets.forEach(FaultyWire::reset);
    }

    /// The same, and new ones at once.
    void refuse() {
        closed = true;
        cut();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                if (closed) {
                    reset(client);
                    continue;
                }
                sockets.add(client);
                if (!silent) {
                    connect(client);
                }
            } catch (IOException e) {
                // The next one may fare better, unless the wire was closed.
            }
        }
    }

    private void connect(Socket client) {
        try {
            var server = new Socket(InetAddress.getLoopbackAddress(), target);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            sockets.add(server);
            carry(client, server);
            carry(server, client);
        } catch (IOException e) {
            reset(client);
        }
    }

    private record Piece(byte[] bytes, long due) {}

    private void carry(Socket from, Socket to) {
        var pieces = new LinkedBlockingQueue<Piece>();
        Thread.ofVirtual().start(() -> read(from, pieces));
        Thread.ofVirtual().start(() -> write(pieces, from, to));
    }

    private void read(Socket from, BlockingQueue<Piece> pieces) {
        var buffer = new byte[65_536];
        boolean lost = false;
        try (InputStream in = from.getInputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                lost |= silent;
                if (!lost) {
                    pieces.add(new Piece(Arrays.copyOf(buffer, read), due()));
                }
            }
        } catch (IOException e) {
            // One side has hung up, and so does the other.
        }
        pieces.add(new Piece(END, due()));
    }

    private long due() {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delayMillis);
    }

    private void write(BlockingQueue<Piece> pieces, Socket from, Socket to) {
        try (OutputStream out = to.getOutputStream()) {
            for (var piece = pieces.take(); piece.bytes.length > 0; piece = pieces.take()) {
                TimeUnit.NANOSECONDS.sleep(piece.due - System.nanoTime());
                out.write(piece.bytes);
            }
        } catch (IOException e) {
            reset(from);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sockets.remove(from);
        sockets.remove(to);
        reset(to);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is gone.
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        cut();
    }
}
