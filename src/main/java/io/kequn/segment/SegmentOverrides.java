package io.kequn.segment;

import static io.kequn.platform.access.Scope.SEGMENTS_READ;
import static io.kequn.platform.access.Scope.SEGMENTS_WRITE;
import static io.kequn.platform.problem.ErrorCode.VALUE_INVALID;

import io.kequn.platform.access.Caller;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.FactWork.Answer;
import io.kequn.platform.database.Facts;
import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.job.DueTable;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Inputs;
import io.kequn.segment.OverrideTargets.Target;
import io.kequn.segment.SegmentOverride.OverrideChange;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decisions of people about single customers, which win over the rule. They are facts: the membership follows
/// in the transaction that writes them, and every later evaluation and build takes them into account.
@Singleton
public class SegmentOverrides {
    private static final int REASON_LENGTH = 500;

    private static final String SET = """
        insert into segment_override as o
          (shop_id, segment_id, customer_id, kind, reason, author, recorded_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (shop_id, segment_id, customer_id) do update
        set kind = excluded.kind, reason = excluded.reason, author = excluded.author,
          recorded_at = excluded.recorded_at, expires_at = excluded.expires_at
        returning\s""" + SegmentOverride.COLUMNS;
    private static final String REMOVE =
            "delete from segment_override where shop_id = $1 and segment_id = $2 and customer_id = $3";
    private static final String LIST = "select " + SegmentOverride.COLUMNS + """
         from segment_override o
        where o.shop_id = $1 and o.segment_id = $2 and ($3::uuid is null or o.customer_id > $3)
        order by o.customer_id limit $4\
        """;

    private final FactTransaction facts;
    private final OverrideTargets targets;
    private final MemberLists lists;
    private final SegmentReads segments;
    private final ShopReads reads;
    private final Cursors cursors;

    SegmentOverrides(
            FactTransaction facts,
            OverrideTargets targets,
            MemberLists lists,
            SegmentReads segments,
            ShopReads reads,
            Cursors cursors) {
        this.facts = facts;
        this.targets = targets;
        this.lists = lists;
        this.segments = segments;
        this.reads = reads;
        this.cursors = cursors;
    }

    /// In order of the customers' ids.
    public Uni<Page<SegmentOverride>> list(String key, PageRequest page) {
        var caller = Caller.with(SEGMENTS_READ);
        var shop = caller.ofShop();
        var list = "segment-overrides " + key;
        var after = cursors.position(caller, list, page);
        var position = after.isEmpty() ? null : UUID.fromString(after.getFirst());
        return segments.idOf(shop, key)
                .chain(id -> reads.list(shop, SegmentOverride::of, LIST, shop.id(), id, position, page.rows()))
                .map(rows -> cursors.page(
                        caller,
                        list,
                        page,
                        rows,
                        override -> List.of(override.customerId().toString())));
    }

    /// Sets or replaces the decision about a customer.
    public Uni<OverrideChange> set(String key, String customer, OverrideSpec spec) {
        var caller = Caller.with(SEGMENTS_WRITE);
        var inputs = new Inputs();
        var reason = inputs.optionalText("/reason", spec.reason(), REASON_LENGTH);
        inputs.check();
        var kind = spec.kind();
        var checked = new OverrideSpec(kind, reason, spec.expiresAt());
        var command =
                new Command<>(caller, "segments/" + key + "/overrides/" + customer, checked, OverrideChange.class);
        return facts.write(
                command,
                "manual",
                session -> targets.lock(session, key, customer, kind)
                        .chain(target -> set(session, target, kind, checked)));
    }

    /// Takes the decision back; the rule decides again. Nothing happens where there is none.
    public Uni<OverrideChange> remove(String key, String customer) {
        var caller = Caller.with(SEGMENTS_WRITE);
        var command = new Command<>(
                caller, "segments/" + key + "/overrides/" + customer + "/delete", Map.of(), OverrideChange.class);
        return facts.write(
                command,
                "manual",
                session -> targets.lock(session, key, customer, OverrideKind.INCLUDE)
                        .chain(target -> session.query(
                                        REMOVE,
                                        session.shop().id(),
                                        target.segment().id(),
                                        target.customer())
                                .chain(() -> changed(session, target, false))
                                .map(changes -> answer(null, changes))));
    }

    private Uni<Answer<OverrideChange>> set(FactSession session, Target target, OverrideKind kind, OverrideSpec spec) {
        var until = spec.expiresAt();
        if (until != null && !until.isAfter(session.at())) {
            throw VALUE_INVALID.at("/expiresAt", "Must lie in the future of the shop.", "须晚于店铺的当前时间。");
        }
        return session.query(
                        SET,
                        session.shop().id(),
                        target.segment().id(),
                        target.customer(),
                        kind.text(),
                        spec.reason(),
                        session.caller().principal(),
                        session.now(),
                        until == null ? null : until.atOffset(ZoneOffset.UTC))
                .map(rows -> SegmentOverride.of(rows.iterator().next()))
                .chain(override -> changed(session, target, true)
                        .call(() -> plan(session, until))
                        .map(changes -> answer(override, changes)));
    }

    /// A rule's membership follows from the evaluation; a list's is changed here.
    private Uni<List<MembershipChange>> changed(FactSession session, Target target, boolean listed) {
        if (!target.isStatic()) {
            session.changed(
                    List.of(target.customer()), Facts.override(target.segment().id()));
            return Uni.createFrom().item(List.of());
        }
        var moved = listed
                ? lists.enter(session, target.segment(), List.of(target.customer()))
                : lists.leave(session, target.segment(), List.of(target.customer()));
        var operation = listed ? "entered" : "left";
        return moved.map(ids -> ids.stream()
                .map(id -> new MembershipChange(id, "segment", target.segment().key(), operation))
                .toList());
    }

    private static Uni<Void> plan(FactSession session, @Nullable Instant until) {
        return until == null ? Uni.createFrom().voidItem() : DueTable.plan(session, OverrideExpiry.KIND, until);
    }

    private static Answer<OverrideChange> answer(@Nullable SegmentOverride override, List<MembershipChange> changes) {
        return evaluated -> new OverrideChange(
                override, Stream.concat(changes.stream(), evaluated.stream()).toList());
    }
}
