package io.kequn.tag;

import io.kequn.customer.Customer;
import io.kequn.customer.CustomerReads;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/// Reads from whom people have taken a tag that a rule would give.
@Singleton
public class TagExclusions {
    private static final String OF_TAG = """
        from customer_tag_exclusion x
        where x.shop_id = $1 and x.tag_id = (
          select t.id from tag t where t.shop_id = $1 and t.key = $2 and t.automatic and not t.deleting)\
        """;
    private static final String LIST =
            "select x.customer_id, x.author excluded_by, x.recorded_at excluded_at " + OF_TAG + """
         and x.customer_id > $3
        order by x.customer_id limit $4\
        """;
    private static final String COUNT = "select count(*) n " + OF_TAG;
    private static final UUID FIRST = new UUID(0, 0);

    private final CustomerReads customers;
    private final TagReads tags;
    private final ShopReads reads;
    private final Cursors cursors;

    TagExclusions(CustomerReads customers, TagReads tags, ShopReads reads, Cursors cursors) {
        this.customers = customers;
        this.tags = tags;
        this.reads = reads;
        this.cursors = cursors;
    }

    /// The customers in order of their ids; none of a tag that only people give. Refuses with `tag_not_found`.
    public Uni<Page<TagExclusion>> of(String tag, PageRequest request) {
        var caller = Caller.with(Scope.TAGS_READ);
        var list = "exclusions of tag " + tag;
        var position = cursors.position(caller, list, request);
        var after = position.isEmpty() ? FIRST : UUID.fromString(position.getFirst());
        return tags.get(tag)
                .chain(() -> customers.listed(LIST, TagExclusions::exclusion, tag, after, request.rows()))
                .map(found -> cursors.page(caller, list, request, found, TagExclusions::position))
                .chain(page -> request.count()
                        ? counted(caller.ofShop(), tag, page)
                        : Uni.createFrom().item(page));
    }

    private Uni<Page<TagExclusion>> counted(Shop shop, String tag, Page<TagExclusion> page) {
        return reads.find(shop, row -> row.getLong("n"), COUNT, shop.id(), tag)
                .map(total -> page.withTotal(total.orElse(0L)));
    }

    private static TagExclusion exclusion(Customer customer, Row row) {
        return new TagExclusion(
                customer,
                row.getString("excluded_by"),
                row.getOffsetDateTime("excluded_at").toInstant());
    }

    private static List<String> position(TagExclusion found) {
        return List.of(found.customer().id().toString());
    }
}
