package io.kequn.sync;

import io.kequn.feed.UndoneChanges;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.value.Fingerprint;
import io.kequn.sync.DeviceResults.DeviceOperationStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// SQL about what devices have sent, inside a fact transaction.
final class OperationStore {
    /// First half of the advisory lock of a device; the second half is a hash of its name and shop.
    private static final int DEVICE_LOCK = 20_003;

    private static final String LOCK =
            "select pg_advisory_xact_lock(" + DEVICE_LOCK + ", hashtext($1::int || ' ' || $2::text))";
    private static final String EARLIER = """
        select operation, fingerprint, customer_id, status from sync_operation
        where shop_id = $1 and device = $2 and operation = any($3)\
        """;

    /// Whom the tag was given since, or given though it was there, other than by the device itself. What a merger did
    /// that was undone, and its undoing, gave nothing.
    private static final String GIVEN_SINCE = """
        select w.place
        from unnest($3::int[], $4::uuid[], $5::int[], $6::text[], $7::bigint[], $8::timestamptz[])
          w (place, customer_id, tag_id, tag, base, at)
        where exists (
          select from change h
          where h.shop_id = $1 and h.customer_id = w.customer_id and h.kind = 'tag' and h.subject = w.tag_id
            and h.operation in ('added', 'updated')
            and case when w.base is null then h.at > w.at else h.number > w.base or h.number is null end
            and not exists (
              select from sync_operation o where o.shop_id = $1 and o.customer_id = w.customer_id and o.tag = w.tag
                and o.device = $2 and o.cause = h.cause and (o.changed_at = h.at or o.changed_at is null))
            and not <undone>)\
        """.replace("<undone>", UndoneChanges.hold("h"));
    private static final String KEEP = """
        insert into sync_operation
          (shop_id, device, operation, fingerprint, customer_id, tag, status, cause, changed_at, made_at)
        select $1, $2, operation, decode(fingerprint, 'hex'), customer_id, tag, status, $3, $4, made_at
        from unnest($5::text[], $6::text[], $7::uuid[], $8::text[], $9::text[], $10::timestamptz[])
          s (operation, fingerprint, customer_id, tag, status, made_at)\
        """;

    private OperationStore() {}

    /// What became of an operation that was sent before.
    record Earlier(Fingerprint fingerprint, UUID customer, DeviceOperationStatus status) {
        static Earlier of(Row row) {
            return new Earlier(
                    Fingerprint.stored(row.getBuffer("fingerprint").getBytes()),
                    row.getUUID("customer_id"),
                    DeviceOperationStatus.of(row.getString("status")));
        }
    }

    /// An operation that is to be carried out, with what it names.
    record Known(int place, DeviceOperation operation, UUID customer, int tag) {}

    /// Keeps the device's other requests waiting, and finds what it has sent before.
    static Uni<Map<String, Earlier>> earlier(FactSession session, DeviceOperations sent) {
        var ids = sent.operations().stream().map(DeviceOperation::id).toArray(String[]::new);
        return session.query(LOCK, session.shop().id(), sent.device())
                .chain(() -> session.query(EARLIER, session.shop().id(), sent.device(), ids))
                .map(rows -> {
                    var found = new HashMap<String, Earlier>();
                    rows.forEach(row -> found.put(row.getString("operation"), Earlier.of(row)));
                    return found;
                });
    }

    /// The places of those removals whose tag was given anew since the device had seen it.
    static Uni<Set<Integer>> givenSince(FactSession session, String device, List<Known> known) {
        var removals = known.stream().filter(each -> each.operation().removes()).toList();
        if (removals.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return session.query(
                        GIVEN_SINCE,
                        session.shop().id(),
                        device,
                        removals.stream().map(Known::place).toArray(Integer[]::new),
                        removals.stream().map(Known::customer).toArray(UUID[]::new),
                        removals.stream().map(Known::tag).toArray(Integer[]::new),
                        removals.stream().map(each -> each.operation().tag()).toArray(String[]::new),
                        removals.stream().map(each -> each.operation().base()).toArray(Long[]::new),
                        instants(removals))
                .map(rows -> {
                    var places = new HashSet<Integer>();
                    rows.forEach(row -> places.add(row.getInteger("place")));
                    return places;
                });
    }

    static void keep(
            FactSession session, String device, List<Known> known, Map<Integer, DeviceOperationStatus> statuses) {
        if (known.isEmpty()) {
            return;
        }
        session.send(
                KEEP,
                session.shop().id(),
                device,
                session.cause(),
                session.now(),
                known.stream().map(each -> each.operation().id()).toArray(String[]::new),
                known.stream()
                        .map(each -> each.operation().fingerprint().toString())
                        .toArray(String[]::new),
                known.stream().map(Known::customer).toArray(UUID[]::new),
                known.stream().map(each -> each.operation().tag()).toArray(String[]::new),
                known.stream()
                        .map(each -> Objects.requireNonNull(statuses.get(each.place()))
                                .text())
                        .toArray(String[]::new),
                instants(known));
    }

    private static OffsetDateTime[] instants(List<Known> known) {
        return known.stream()
                .map(each -> each.operation().at().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }
}
