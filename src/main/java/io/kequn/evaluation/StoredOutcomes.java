package io.kequn.evaluation;

import io.kequn.rule.Scope;
import io.kequn.rule.Statement;
import io.kequn.tag.RuledTags;
import java.util.ArrayList;
import java.util.List;

/// The parts of an [EvaluationStatement] that read what is stored. Segments, tags and layers stand in different tables,
/// and a shop without tags that rules give, or without layers, reads none of theirs.
record StoredOutcomes(Scope scope, Statement rules, boolean tags, List<LiveRule> sets) {
    String decided() {
        var overrides = """
            select o.customer_id, o.segment_id number, o.kind from segment_override o
            where o.shop_id = $1::int and o.segment_id = any(%s) and %s\
            """.formatted(numbers(), on("o.customer_id"));
        return overrides + orTags(RuledTags.decided(tagIds(), groupIds(), on("ct.customer_id")));
    }

    String held() {
        var members = """
            select m.customer_id, m.segment_id number from segment_member m
            where m.shop_id = $1::int and m.segment_id = any(%s) and %s\
            """.formatted(numbers(), on("m.customer_id"));
        return members + orTags(RuledTags.held(tagIds(), on("ct.customer_id")));
    }

    String layers() {
        return """

            left join (
              select m.customer_id, array_agg(m.layer order by m.number) chosen
              from (
            %s
              ) m
              group by m.customer_id
            ) l on l.customer_id = e.id\
            """.formatted(chosen());
    }

    private String chosen() {
        int next = scope.parameters() + rules.size() + (tags ? 3 : 1);
        var parts = new ArrayList<String>();
        if (sets.stream().anyMatch(set -> !set.isOfLevels())) {
            parts.add(layerMembers(array(next++)));
        }
        if (sets.stream().anyMatch(LiveRule::isOfLevels)) {
            parts.add(qualifications(array(next)));
        }
        return String.join("\nunion all\n", parts);
    }

    private String layerMembers(String ids) {
        return """
            select m.customer_id, m.layer_set_id number, m.layer_id layer from layer_member m
            where m.shop_id = $1::int and m.layer_set_id = any(%s) and %s\
            """.formatted(ids, on("m.customer_id"));
    }

    private String qualifications(String ids) {
        return """
            select q.customer_id, -q.level_program_id number, -q.qualified_id layer from customer_level q
            where q.shop_id = $1::int and q.level_program_id = any(%s) and %s\
            """.formatted(ids, on("q.customer_id"));
    }

    private String orTags(String select) {
        return tags ? "\nunion all\n" + select : "";
    }

    /// The first of the statement's own parameters is the array of the rules' numbers.
    private String numbers() {
        return array(scope.parameters() + 1);
    }

    private String tagIds() {
        return array(scope.parameters() + rules.size() + 1);
    }

    private String groupIds() {
        return array(scope.parameters() + rules.size() + 2);
    }

    private static String array(int parameter) {
        return "$" + parameter + "::int[]";
    }

    private String on(String customer) {
        return switch (scope) {
            case CUSTOMERS -> customer + " = any($2::uuid[])";
            case RANGE -> customer + " > $2::uuid and " + customer + " <= $3::uuid";
            case SHOP -> "true";
        };
    }
}
