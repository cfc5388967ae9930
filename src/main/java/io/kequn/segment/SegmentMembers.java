package io.kequn.segment;

import static io.kequn.platform.access.Scope.SEGMENTS_READ;

import io.kequn.customer.Customer;
import io.kequn.customer.CustomerReads;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Who is in which segment.
@Singleton
public class SegmentMembers {
    /// One segment's members stand together in the index, in order of their ids.
    static final String MEMBERS =
            "select m.customer_id, m.since, " + MemberOverride.COLUMNS + """

        from segment_member m
        left join segment s on s.shop_id = m.shop_id and s.id = m.segment_id
        """ + MemberOverride.JOIN + """

        where m.shop_id = $1 and m.segment_id = (
            select id from segment where shop_id = $1 and key = $2 and archived_at is null)
          and m.customer_id > $3
        order by m.customer_id limit $4\
        """;
    private static final UUID FIRST = new UUID(0, 0);
    private static final String OF_CUSTOMERS =
            "select m.customer_id, s.key, s.name, m.since, " + MemberOverride.COLUMNS + """

        from (select * from segment_member where shop_id = $1 and customer_id = any($2) offset 0) m
        join segment s on s.shop_id = m.shop_id and s.id = m.segment_id and s.archived_at is null
        """ + MemberOverride.JOIN + """

        order by s.key\
        """;

    private final CustomerReads customers;
    private final SegmentReads segments;
    private final ShopReads reads;
    private final Cursors cursors;

    SegmentMembers(CustomerReads customers, SegmentReads segments, ShopReads reads, Cursors cursors) {
        this.customers = customers;
        this.segments = segments;
        this.reads = reads;
        this.cursors = cursors;
    }

    /// Members in order of their ids. While a segment is building they are those that are stored by now; an
    /// archived one has none, also while the rows of former members are still being cleared away.
    public Uni<Page<SegmentMember>> of(String key, PageRequest request) {
        var caller = Caller.with(SEGMENTS_READ);
        var list = "segment-members " + key;
        var position = cursors.position(caller, list, request);
        var after = position.isEmpty() ? FIRST : UUID.fromString(position.getFirst());
        return customers
                .listed(MEMBERS, SegmentMembers::member, key, after, request.rows())
                .map(members -> cursors.page(caller, list, request, members, SegmentMembers::position))
                .chain(page -> counted(caller, key, request, page));
    }

    /// An empty page may be that of a segment that does not exist.
    private Uni<Page<SegmentMember>> counted(Caller caller, String key, PageRequest request, Page<SegmentMember> page) {
        return request.count() || page.items().isEmpty()
                ? segments.get(caller.ofShop(), key)
                        .map(segment -> request.count() ? page.withTotal(segment.memberCount()) : page)
                : Uni.createFrom().item(page);
    }

    /// The segments of each of the customers, in the order asked; an empty list for a customer without any.
    public Uni<List<List<CustomerSegment>>> ofCustomers(List<UUID> customers) {
        var shop = Caller.with(SEGMENTS_READ).ofShop();
        return rows(shop, customers)
                .map(found -> customers.stream()
                        .map(id -> found.getOrDefault(id, List.of()))
                        .toList());
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

    private static SegmentMember member(Customer customer, Row row) {
        return new SegmentMember(customer, row.getOffsetDateTime("since").toInstant(), MemberOverride.of(row));
    }

    private static List<String> position(SegmentMember member) {
        return List.of(member.customer().id().toString());
    }
}
