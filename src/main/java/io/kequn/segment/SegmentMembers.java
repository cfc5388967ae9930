package io.kequn.segment;

import static io.kequn.platform.access.Scope.SEGMENTS_READ;
import static io.kequn.platform.access.Scope.SEGMENTS_WRITE;
import static io.kequn.platform.problem.ErrorCode.REFERENCE_UNKNOWN;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.customer.CustomerDirectory;
import io.kequn.customer.CustomerDirectory.Found;
import io.kequn.customer.CustomerDirectory.Unknown;
import io.kequn.customer.CustomerReference;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.FactWork.Answer;
import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Inputs;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who is in which segment, and the lists of static segments.
@Singleton
public class SegmentMembers {
    private static final int MOST = 1_000;
    private static final String MEMBERS = "select m.customer_id, m.since, " + MemberOverride.COLUMNS + """

        from segment s join segment_member m on m.shop_id = s.shop_id and m.segment_id = s.id
        """ + MemberOverride.JOIN + """

        where s.shop_id = $1 and s.key = $2
          and ($3::uuid is null or m.customer_id > $3)
        order by m.customer_id limit $4\
        """;
    private static final String OF_CUSTOMERS = "select m.customer_id, s.key, s.name, m.since, " + MemberOverride.COLUMNS
            + """

        from segment_member m
        join segment s on s.shop_id = m.shop_id and s.id = m.segment_id and s.archived_at is null
        """ + MemberOverride.JOIN + """

        where m.shop_id = $1 and m.customer_id = any($2)
        order by s.key\
        """;
    static final String LOCK_SEGMENT =
            "select id, kind, archived_at from segment where shop_id = $1 and key = $2 for key share";

    private final FactTransaction facts;
    private final CustomerDirectory directory;
    private final MemberLists lists;
    private final SegmentReads segments;
    private final ShopReads reads;
    private final Cursors cursors;

    SegmentMembers(
            FactTransaction facts,
            CustomerDirectory directory,
            MemberLists lists,
            SegmentReads segments,
            ShopReads reads,
            Cursors cursors) {
        this.facts = facts;
        this.directory = directory;
        this.lists = lists;
        this.segments = segments;
        this.reads = reads;
        this.cursors = cursors;
    }

    /// Members in order of their ids. While a segment is building they are those that are stored by now.
    public Uni<Page<SegmentMember>> of(String key, PageRequest page) {
        var caller = Caller.with(SEGMENTS_READ);
        var list = "segment-members " + key;
        var after = cursors.position(caller, list, page);
        var shop = caller.ofShop();
        var position = after.isEmpty() ? null : UUID.fromString(after.getFirst());
        return segments.get(shop, key)
                .chain(segment -> reads.list(
                                shop, SegmentMembers::member, MEMBERS, shop.id(), key, position, page.rows())
                        .map(rows -> cursors.page(caller, list, page, rows, SegmentMembers::position))
                        .map(found -> page.count() ? found.withTotal(segment.memberCount()) : found));
    }

    /// The segments of each of the customers, in the order asked; an empty list for a customer without any.
    public Uni<List<List<CustomerSegment>>> ofCustomers(List<UUID> customers) {
        var shop = Caller.with(SEGMENTS_READ).ofShop();
        return rows(shop, customers)
                .map(found -> customers.stream()
                        .map(id -> found.getOrDefault(id, List.of()))
                        .toList());
    }

    /// Adds customers to and removes them from a static segment, both idempotent, in one transaction.
    public Uni<MembersChange> change(String key, MemberEdits request) {
        var caller = Caller.with(SEGMENTS_WRITE);
        var inputs = new Inputs();
        var add = references(inputs, "/add", request.add());
        var remove = references(inputs, "/remove", request.remove());
        inputs.require(
                add.size() + remove.size() <= MOST,
                "/add",
                "Send at most 1,000 customers at once; import more.",
                "一次最多 1,000 个客户。");
        inputs.check();
        var command = new Command<>(caller, "segments/" + key + "/members", request, MembersChange.class);
        return facts.write(command, "manual", session -> change(session, key, add, remove));
    }

    private Uni<Answer<MembersChange>> change(
            FactSession session, String key, List<CustomerReference> add, List<CustomerReference> remove) {
        return session.query(LOCK_SEGMENT, session.shop().id(), key)
                .map(rows -> listed(rows.size() == 0 ? null : rows.iterator().next(), key))
                .chain(segment -> directory
                        .lock(
                                session,
                                Stream.concat(add.stream(), remove.stream()).toList(),
                                Unknown.LEAVE_OUT,
                                List.of())
                        .invoke(found -> requireAll(found, add, "/add"))
                        .invoke(found -> requireAll(found, remove, "/remove"))
                        .chain(found -> apply(session, key, segment, ids(found, add), ids(found, remove))));
    }

    private Uni<Answer<MembersChange>> apply(
            FactSession session, String key, int segment, List<UUID> add, List<UUID> remove) {
        return lists.remove(session, segment, remove)
                .chain(left -> lists.add(session, segment, add).map(entered -> own -> {
                    var changes = new ArrayList<MembershipChange>();
                    left.forEach(id -> changes.add(new MembershipChange(id, "segment", key, "left")));
                    entered.forEach(id -> changes.add(new MembershipChange(id, "segment", key, "entered")));
                    changes.addAll(own);
                    return new MembersChange(changes);
                }));
    }

    private static int listed(@Nullable Row segment, String key) {
        if (segment == null) {
            throw SegmentRepository.missing(key);
        }
        if (SegmentKind.of(segment.getString("kind")) != SegmentKind.STATIC) {
            throw STATE_CONFLICT.because(
                    "The members of `" + key + "` follow from its rule; only static segments have a list.",
                    "客群 `" + key + "` 的成员由规则决定,只有静态客群可以直接编辑成员。");
        }
        if (segment.getOffsetDateTime("archived_at") != null) {
            throw STATE_CONFLICT.because("The segment is archived; unarchive it first.", "客群已归档,请先取消归档。");
        }
        return segment.getInteger("id");
    }

    private static List<CustomerReference> references(
            Inputs inputs, String pointer, @Nullable List<String> references) {
        var parsed = new ArrayList<CustomerReference>();
        var texts = references == null ? List.<String>of() : references;
        for (int i = 0; i < Math.min(texts.size(), MOST + 1); i++) {
            var reference = CustomerReference.parse(texts.get(i));
            inputs.require(
                    reference.isPresent(),
                    pointer + "/" + i,
                    "Must be a customer's id or `{source}:{externalId}`.",
                    "须为客户 ID 或 `{source}:{externalId}`。");
            reference.ifPresent(parsed::add);
        }
        return parsed;
    }

    private static void requireAll(Found found, List<CustomerReference> references, String pointer) {
        for (int i = 0; i < references.size(); i++) {
            if (!found.ids().containsKey(references.get(i))) {
                throw REFERENCE_UNKNOWN.at(pointer + "/" + i, "There is no such customer.", "客户不存在。");
            }
        }
    }

    private static List<UUID> ids(Found found, Collection<CustomerReference> references) {
        return references.stream().map(found.ids()::get).distinct().toList();
    }

    private Uni<Map<UUID, List<CustomerSegment>>> rows(Shop shop, List<UUID> customers) {
        return reads.query(shop, OF_CUSTOMERS, Sql.tuple(shop.id(), customers.toArray(UUID[]::new)))
                .map(rows -> {
                    var found = new HashMap<UUID, List<CustomerSegment>>();
                    rows.forEach(row -> found.computeIfAbsent(row.getUUID("customer_id"), id -> new ArrayList<>())
                            .add(new CustomerSegment(
                                    row.getString("key"),
                                    row.getString("name"),
                                    row.getOffsetDateTime("since").toInstant(),
                                    MemberOverride.of(row))));
                    return found;
                });
    }

    private static SegmentMember member(Row row) {
        return new SegmentMember(
                row.getUUID("customer_id"),
                row.getOffsetDateTime("since").toInstant(),
                MemberOverride.of(row));
    }

    private static List<String> position(SegmentMember member) {
        return List.of(member.customerId().toString());
    }
}
