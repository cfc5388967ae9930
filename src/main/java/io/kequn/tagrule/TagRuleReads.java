package io.kequn.tagrule;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.ShopReads;
import io.kequn.publication.Progress;
import io.kequn.publication.SegmentStatus;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads of the rules that give tags.
@Singleton
class TagRuleReads {
    private static final String VIEW = """
        select t.key, r.rule, r.rule_json, r.priority, r.status, r.version, r.created_at, r.updated_at,
          (select count(*) from customer_tag ct
           where ct.shop_id = r.shop_id and ct.tag_id = r.tag_id and ct.source = 'rule') customers,
          job.done, job.total
        from tag_rule r
        join tag t on t.shop_id = r.shop_id and t.id = r.tag_id and t.automatic and not t.deleting
        left join job on job.shop_id = r.shop_id and job.id = r.build_id and r.status = 'building'
        where r.shop_id = $1\
        """;
    private static final String ONE = VIEW + " and t.key = $2";
    private static final String SOME = VIEW + " and t.key = any($2) order by t.key limit 1000";

    private final ShopReads reads;

    TagRuleReads(ShopReads reads) {
        this.reads = reads;
    }

    Uni<Optional<TagRule>> find(Shop shop, String tag) {
        return reads.find(shop, row -> rule(Columns.of(row)), ONE, shop.id(), tag);
    }

    /// By the tags' keys, those of them that have a rule.
    Uni<Map<String, TagRule>> of(Shop shop, List<String> tags) {
        return reads.list(shop, row -> rule(Columns.of(row)), SOME, shop.id(), tags.toArray(String[]::new))
                .map(found -> found.stream().collect(Collectors.toMap(TagRule::tag, Function.identity())));
    }

    /// The rule as the running definition transaction has made it.
    static Uni<TagRule> inside(Shop shop, String tag) {
        return DefinitionTransaction.find(TagRuleReads::rule, ONE, shop.id(), tag)
                .map(Optional::orElseThrow);
    }

    private static TagRule rule(Columns row) {
        var status = SegmentStatus.of(row.text("status"));
        return new TagRule(
                row.text("key"),
                row.text("rule"),
                row.text("rule_json"),
                row.count("priority"),
                status,
                row.number("customers"),
                Progress.of(status, row),
                row.count("version"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
