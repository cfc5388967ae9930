package io.kequn.webhook;

import io.kequn.platform.access.Shop;
import io.kequn.stream.ChangeSelection;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A webhook as those who send to it see it.
///
/// @param position changes up to this number have become deliveries, or do not concern it
/// @param replay what is sent once more, if anything
/// @param last the highest number of the shop
/// @param failures in a row, that slow it down
record Endpoint(
        int id,
        UUID publicId,
        String url,
        ChangeSelection selection,
        List<String> secrets,
        long position,
        @Nullable Replay replay,
        long last,
        int failures) {
    /// The changes after `position` up to `until`; of those that `failed` only, or all.
    record Replay(long position, long until, boolean failed) {}

    Endpoint {
        secrets = List.copyOf(secrets);
    }

    static Endpoint of(Row row, Shop shop, SealedSecrets sealed) {
        var publicId = row.getUUID("public_id");
        return new Endpoint(
                row.getInteger("id"),
                publicId,
                row.getString("url"),
                Selections.read(row.getString("types"), row.getString("filter")),
                Stream.of("secret", "previous")
                        .map(row::getString)
                        .flatMap(Stream::ofNullable)
                        .map(secret -> sealed.open(shop.id(), publicId, secret))
                        .toList(),
                row.getLong("position"),
                replay(row),
                row.getLong("last_number"),
                row.getInteger("failures"));
    }

    private static @Nullable Replay replay(Row row) {
        return row.getLong("replay_until") == null
                ? null
                : new Replay(
                        row.getLong("replay_position"), row.getLong("replay_until"), row.getBoolean("replay_failed"));
    }

    /// Whether there is something that has not become deliveries yet.
    boolean behind() {
        return position < last || replay != null;
    }

    // A secret must not reach a log by way of a record.
    @Override
    public String toString() {
        return "Endpoint[" + publicId + "]";
    }
}
