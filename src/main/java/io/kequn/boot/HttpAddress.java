package io.kequn.boot;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.eclipse.microprofile.config.ConfigProvider;

/// Where the service listens.
record HttpAddress(String host) {
    /// The address to call from this machine.
    URI uri() {
        // Read late: with port 0, Quarkus puts the real one here once it listens.
        var port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
        var name = host.equals("0.0.0.0") || host.equals("::") || host.equals("127.0.0.1") ? "localhost" : host;
        return URI.create("http://" + name + ":" + port);
    }

    /// Asked before anything slow begins; a program that takes the port later makes Quarkus refuse.
    void refuseBusyPort(String what, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (BindException e) {
            throw new StartRefusal("Cannot listen on port " + port + " of " + host + " (" + e.getMessage()
                    + "). Stop the program that uses it, or choose another port with -D" + what + ".port=PORT.");
        } catch (IOException e) {
            throw new StartRefusal("Cannot listen on port " + port + " of " + host + " (" + e.getMessage()
                    + "). Choose another with -D" + what + ".port=PORT or -D" + what + ".host=HOST.");
        }
    }
}
