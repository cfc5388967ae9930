package io.kequn.imports;

import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicLong;

/// What is left of a file after its refusal. It is thrown away as it comes, so that a client that sends all of it
/// before it reads the answer gets to read it, and can use the connection again; up to a limit, where the
/// connection is closed instead.
final class Leftovers {
    private static final long MOST = 64L << 20;

    private Leftovers() {}

    static void drop(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        var dropped = new AtomicLong();
        request.uploadHandler(Leftovers::drop)
                .exceptionHandler(failure -> {})
                .handler(bytes -> {
                    if (dropped.addAndGet(bytes.length()) > MOST) {
                        var unused = request.connection().close();
                    }
                })
                .resume();
    }

    static void drop(HttpServerFileUpload part) {
        part.exceptionHandler(failure -> {}).handler(bytes -> {}).resume();
    }
}
