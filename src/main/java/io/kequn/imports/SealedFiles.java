package io.kequn.imports;

import io.kequn.crypto.Place;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.FactSession;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Files of customers name persons: their pieces, the rows that wait and the rows with errors are stored sealed.
final class SealedFiles {
    private SealedFiles() {}

    static Place piece(Shop shop, UUID job, int number) {
        return piece(shop.id(), job, number);
    }

    static Place piece(int shop, UUID job, int number) {
        return new Place("import_chunk.content", shop, job + "|" + number);
    }

    static Place row(Shop shop, UUID job, String group, long line) {
        return row(shop.id(), job, group, line);
    }

    static Place row(int shop, UUID job, String group, long line) {
        return new Place("import_row.content", shop, job + "|" + line + "|" + group);
    }

    static Place fault(Shop shop, UUID job, long line) {
        return fault(shop.id(), job, line);
    }

    static Place fault(int shop, UUID job, long line) {
        return new Place("import_error.content", shop, job + "|" + line);
    }

    static Buffer sealed(FactSession session, Place place, String text) {
        return sealed(session, place, text.getBytes(StandardCharsets.UTF_8));
    }

    static Buffer sealed(FactSession session, Place place, byte[] bytes) {
        return Buffer.buffer(session.keys().sealer().seal(bytes, place));
    }
}
