package io.kequn.explanation;

import io.kequn.platform.database.Facts;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.RuleUses;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be told of a customer's facts at an instant, as the row `known` of `PastFacts` says.
record PastKnowledge(
        boolean recorded,
        boolean another,
        boolean merged,
        boolean ordersChanged,
        boolean paidSince,
        boolean tagsLost,
        boolean changedSince) {
    static final String COLUMNS = """
        known.recorded, known.another, known.merged, known.orders_changed, known.paid_since, known.tags_lost,
        known.changed_since\
        """;

    static PastKnowledge of(Row row) {
        return new PastKnowledge(
                row.getBoolean("recorded"),
                row.getBoolean("another"),
                row.getBoolean("merged"),
                row.getBoolean("orders_changed"),
                row.getBoolean("paid_since"),
                row.getBoolean("tags_lost"),
                row.getBoolean("changed_since"));
    }

    /// Why it cannot be told whether the condition held; null where it can.
    @Nullable
    Unknowable of(Rule.Leaf leaf, RuleLanguage language) {
        if (leaf instanceof Rule.Everyone) {
            return null;
        }
        if (another) {
            return Unknowable.MERGED;
        }
        return recorded ? facts(leaf, language) : Unknowable.NOT_RECORDED;
    }

    private @Nullable Unknowable facts(Rule.Leaf leaf, RuleLanguage language) {
        var uses = language.uses(leaf);
        if (reads(uses, Facts.ORDER)) {
            return orders(leaf);
        }
        if (reads(uses, Facts.EVENT)) {
            return merged ? Unknowable.MERGED : null;
        }
        boolean lost = reads(uses, Facts.POINTS)
                || names(leaf, "level_expires_at")
                || (reads(uses, Facts.TAG) && tagsLost)
                || (changedSince
                        && language.vocabulary().attributes().stream()
                                .anyMatch(attribute -> (attribute.isSet() || attribute.isHidden())
                                        && uses.facts().contains(attribute.fact())
                                        && !attribute.namesTags()));
        return lost ? Unknowable.NOT_KEPT : null;
    }

    private @Nullable Unknowable orders(Rule.Leaf leaf) {
        if (merged) {
            return Unknowable.MERGED;
        }
        return ordersChanged || (paidSince && asksForPayment(leaf)) ? Unknowable.CHANGED : null;
    }

    /// Of the fact itself, or of one kind of it.
    private static boolean reads(RuleUses uses, String fact) {
        return uses.facts().stream().anyMatch(each -> each.equals(fact) || each.startsWith(fact + ":"));
    }

    private static boolean names(Rule.Leaf leaf, String attribute) {
        return switch (leaf) {
            case Rule.Condition condition -> condition.attribute().equals(attribute);
            case Rule.Anniversary anniversary -> anniversary.attribute().equals(attribute);
            case Rule.HasBeen hasBeen -> hasBeen.attribute().equals(attribute);
            case Rule.Everyone everyone -> false;
            case Rule.Matches matches -> false;
            case Rule.InSegment segment -> false;
            case Rule.InLayer layer -> false;
            case Rule.Within within -> false;
            case Rule.Bucket bucket -> false;
        };
    }

    /// Payments change an order's method, and the one before is not kept.
    private static boolean asksForPayment(Rule.Leaf leaf) {
        List<Rule.Parameter> parameters = leaf instanceof Rule.Matches matches ? matches.parameters() : List.of();
        return parameters.stream().anyMatch(parameter -> parameter.name().endsWith("payment_method"));
    }
}
