package io.kequn.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;

/// A request of a measurement.
record Call(HttpMethod method, String path, String mediaType, Buffer body) {
    static Call get(String path) {
        return new Call(HttpMethod.GET, path, "", Buffer.buffer());
    }

    static Call post(String path, String mediaType, Buffer body) {
        return new Call(HttpMethod.POST, path, mediaType, body);
    }
}
