package io.kequn.tagrule;

import io.kequn.platform.database.DefinitionTransaction;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/// Keeps every rule that a tag has had, inside the transaction that writes the rule.
final class TagRuleHistory {
    private static final String ADD = """
        insert into tag_rule_version
          (tag_id, shop_id, number, rule, rule_json, hash, priority, author, note, published_at)
        select tag_id, shop_id, version, rule, rule_json, hash, priority, author, nullif(?3, ''), updated_at
        from tag_rule where shop_id = ?1 and tag_id = ?2\
        """;
    private static final String GO_ON = """
        update tag_rule set version = 1 + (
          select coalesce(max(number), 0) from tag_rule_version where shop_id = ?1 and tag_id = ?2)
        where shop_id = ?1 and tag_id = ?2\
        """;

    private TagRuleHistory() {}

    /// The rule as it has been written.
    static Uni<?> add(TagRuleEntity rule, @Nullable String note) {
        return DefinitionTransaction.session()
                .chain(session -> session.createNativeQuery(ADD)
                        .setParameter(1, rule.shopId)
                        .setParameter(2, rule.tagId)
                        .setParameter(3, note == null ? "" : note)
                        .executeUpdate());
    }

    /// A new rule of a tag that had one before counts on, so that a version in the change log means one rule. The
    /// entity is old afterwards.
    static Uni<?> goOn(TagRuleEntity rule) {
        return DefinitionTransaction.session()
                .chain(session -> session.createNativeQuery(GO_ON)
                        .setParameter(1, rule.shopId)
                        .setParameter(2, rule.tagId)
                        .executeUpdate()
                        .invoke(() -> session.detach(rule)));
    }
}
