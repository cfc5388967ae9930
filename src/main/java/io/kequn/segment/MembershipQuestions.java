package io.kequn.segment;

import static io.kequn.platform.access.Scope.SEGMENTS_READ;
import static io.kequn.platform.problem.ErrorCode.REFERENCE_UNKNOWN;

import io.kequn.customer.Customer;
import io.kequn.customer.CustomerReads;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.platform.problem.FieldError;
import io.kequn.platform.problem.Inputs;
import io.kequn.publication.SegmentStatus;
import io.kequn.segment.CustomerMembership.SegmentMembership;
import io.kequn.segment.SegmentOverlap.PairOverlap;
import io.kequn.segment.SegmentOverlap.SegmentSize;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Questions about the stored memberships of several segments at once, each one statement.
@Singleton
public class MembershipQuestions {
    private static final int MOST_ASKED = 100;
    private static final int MOST_COMPARED = 20;

    private static final String MEMBERSHIPS = """
        select wanted.key, s.name, s.status, s.live_version, m.since
        from unnest($2::text[]) with ordinality wanted (key, place)
        left join segment s on s.shop_id = $1 and s.key = wanted.key
        left join segment_member m
          on m.shop_id = $1 and m.segment_id = s.id and m.customer_id = $3 and s.archived_at is null
        order by wanted.place\
        """;
    private static final String NAMES = "select id, key, name from segment where shop_id = $1 and key = any($2)";

    /// Each member is looked at once: first which of the segments hold each customer, as bits, then how often each
    /// combination occurs, and from these few the pairs. A pair of a segment with itself is its size.
    private static final String PAIRS = """
        with combination as materialized (
          select held, count(*) n
          from (
            select bit_or(1 << (array_position($2::int[], m.segment_id) - 1)) held
            from segment_member m where m.shop_id = $1 and m.segment_id = any(array(
              select id from segment where shop_id = $1 and id = any($2::int[]) and archived_at is null))
            group by m.customer_id) customer
          group by held)
        select a.place a, b.place b, sum(n)::bigint n
        from combination
        join generate_series(0, cardinality($2::int[]) - 1) a (place) on held >> a.place & 1 = 1
        join generate_series(0, cardinality($2::int[]) - 1) b (place) on b.place >= a.place and held >> b.place & 1 = 1
        group by 1, 2\
        """;

    private final ShopReads reads;
    private final CustomerReads customers;

    MembershipQuestions(ShopReads reads, CustomerReads customers) {
        this.reads = reads;
        this.customers = customers;
    }

    /// Whether the customer is in each of up to 100 segments. Keys that name none are in the answer, not
    /// refused: a storefront that asks for many is served while one is archived or not there yet.
    public Uni<CustomerMembership> of(String customer, @Nullable List<String> segments) {
        var shop = Caller.with(SEGMENTS_READ).ofShop();
        var keys = keys("segments", segments, 1, MOST_ASKED);
        return customers.get(customer).chain(found -> of(shop, found, keys));
    }

    /// How many customers each two of up to 20 segments share.
    public Uni<SegmentOverlap> overlap(@Nullable List<String> segments) {
        var shop = Caller.with(SEGMENTS_READ).ofShop();
        var keys = keys("/segments", segments, 2, MOST_COMPARED);
        return reads.list(shop, Named::of, NAMES, shop.id(), keys.toArray(String[]::new))
                .map(found -> ordered(keys, found))
                .chain(named -> overlap(shop, named));
    }

    private Uni<CustomerMembership> of(Shop shop, Customer customer, List<String> keys) {
        return reads.query(shop, MEMBERSHIPS, Sql.tuple(shop.id(), keys.toArray(String[]::new), customer.id()))
                .map(rows -> {
                    var memberships = new ArrayList<SegmentMembership>();
                    var unknown = new ArrayList<String>();
                    for (var row : rows) {
                        if (row.getString("name") == null) {
                            unknown.add(row.getString("key"));
                        } else {
                            memberships.add(membership(row));
                        }
                    }
                    return new CustomerMembership(customer.id(), memberships, unknown);
                });
    }

    private static SegmentMembership membership(Row row) {
        var since = row.getOffsetDateTime("since");
        return new SegmentMembership(
                row.getString("key"),
                row.getString("name"),
                SegmentStatus.of(row.getString("status")),
                since != null,
                since == null ? null : since.toInstant(),
                row.getInteger("live_version"));
    }

    private record Named(int id, String key, String name) {
        static Named of(Row row) {
            return new Named(row.getInteger("id"), row.getString("key"), row.getString("name"));
        }
    }

    private static List<Named> ordered(List<String> keys, List<Named> found) {
        var byKey = new LinkedHashMap<String, Named>();
        found.forEach(named -> byKey.put(named.key, named));
        var errors = new ArrayList<FieldError>();
        for (int i = 0; i < keys.size(); i++) {
            if (!byKey.containsKey(keys.get(i))) {
                errors.add(FieldError.of(
                        "/segments/" + i,
                        REFERENCE_UNKNOWN,
                        "There is no segment `" + keys.get(i) + "`.",
                        "客群 `" + keys.get(i) + "` 不存在。"));
            }
        }
        if (!errors.isEmpty()) {
            throw REFERENCE_UNKNOWN.at(errors);
        }
        return keys.stream().map(byKey::get).toList();
    }

    private Uni<SegmentOverlap> overlap(Shop shop, List<Named> segments) {
        var ids = segments.stream().map(Named::id).toArray(Integer[]::new);
        return reads.ask(shop, PAIRS, Sql.tuple(shop.id(), ids)).map(rows -> {
            var counts = new LinkedHashMap<List<Integer>, Long>();
            rows.forEach(row -> counts.put(List.of(row.getInteger("a"), row.getInteger("b")), row.getLong("n")));
            return overlap(segments, counts);
        });
    }

    private static SegmentOverlap overlap(List<Named> segments, Map<List<Integer>, Long> counts) {
        var sizes = new ArrayList<SegmentSize>();
        var pairs = new ArrayList<PairOverlap>();
        for (int a = 0; a < segments.size(); a++) {
            var first = segments.get(a);
            sizes.add(new SegmentSize(first.key, first.name, counts.getOrDefault(List.of(a, a), 0L)));
            for (int b = a + 1; b < segments.size(); b++) {
                pairs.add(new PairOverlap(first.key, segments.get(b).key, counts.getOrDefault(List.of(a, b), 0L)));
            }
        }
        return new SegmentOverlap(sizes, pairs);
    }

    private static List<String> keys(String pointer, @Nullable List<String> given, int least, int most) {
        var keys = given == null ? List.<String>of() : given.stream().distinct().toList();
        var inputs = new Inputs();
        inputs.given(pointer, given);
        inputs.require(
                given == null || (keys.size() >= least && keys.size() <= most),
                pointer,
                "Name " + least + " to " + most + " segments; these are " + keys.size() + ".",
                "请给出 " + least + " 至 " + most + " 个客群，实际为 " + keys.size() + " 个。");
        inputs.check();
        return keys;
    }
}
