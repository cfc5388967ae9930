package io.kequn.imports;

import io.vertx.core.json.JsonObject;

/// How far an import has come: it waits for its file, counts its rows, reads them, and writes what was put in order.
enum ImportPhase {
    WAITING,
    COUNT,
    READ,
    WRITE;

    static ImportPhase of(JsonObject state) {
        return valueOf(state.getString("phase"));
    }
}
