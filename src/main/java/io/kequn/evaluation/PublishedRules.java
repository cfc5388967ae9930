package io.kequn.evaluation;

import io.kequn.evaluation.TagPrecedence.Ranked;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.kequn.rule.InvalidRule;
import io.kequn.rule.NumberedRule;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.Vocabulary;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a shop's published rules as they are stored: of segments, of tags, of layer sets, of level programs.
final class PublishedRules {
    private static final String OF_SEGMENTS = """
        select s.id, s.key, v.number, v.rule, v.language_version
        from segment s join segment_version v on v.segment_id = s.id and v.number = s.live_version
        where s.shop_id = $1 and s.kind = 'dynamic' and s.archived_at is null
        order by s.id\
        """;
    private static final String OF_TAGS = """
        select t.id, t.key, r.version number, r.rule, r.language_version, r.priority,
          case when g.exclusive then g.id end exclusive_group
        from tag_rule r
        join tag t on t.shop_id = r.shop_id and t.id = r.tag_id and t.automatic and not t.deleting
        left join tag_group g on g.shop_id = t.shop_id and g.id = t.group_id
        where r.shop_id = $1 order by t.id\
        """;
    private static final String OF_LAYERS = """
        select s.id, s.key, s.live_version number, v.language_version, l.id layer_id, l.key layer_key, l.rule, l.place
        from layer_set s
        join layer_set_version v on v.shop_id = s.shop_id and v.layer_set_id = s.id and v.number = s.live_version
        join layer l on l.shop_id = s.shop_id and l.layer_set_id = s.id
        where s.shop_id = $1 and s.archived_at is null
        order by s.id, l.place\
        """;

    /// By the highest first, as the first that holds counts; the last takes the rest.
    private static final String OF_LEVELS = """
        select p.id, p.key, p.live_version number, v.language_version, -l.id layer_id, l.key layer_key, l.rule,
          -l.rank place
        from level_program p
        join level_program_version v on v.shop_id = p.shop_id and v.level_program_id = p.id and v.number = p.live_version
        join level l on l.shop_id = p.shop_id and l.level_program_id = p.id
        where p.shop_id = $1 and p.archived_at is null
        order by p.id, place\
        """;

    private final RuleLanguage language;

    PublishedRules(Vocabulary vocabulary) {
        language = new RuleLanguage(vocabulary);
    }

    Uni<List<LiveRule>> of(FactSession session) {
        int shop = session.shop().id();
        var ofSegments = session.query(OF_SEGMENTS, shop).map(rows -> Sql.list(rows, this::ofSegment));
        var ofTags = session.query(OF_TAGS, shop)
                .map(rows -> Sql.list(rows, this::tag))
                .map(this::ofTags);
        var ofLayers = session.query(OF_LAYERS, shop)
                .map(rows -> Sql.list(rows, row -> layer(row, RuleSubject::layerSet)))
                .map(this::ofLayers);
        var ofLevels = session.query(OF_LEVELS, shop)
                .map(rows -> Sql.list(rows, row -> layer(row, RuleSubject::levelProgram)))
                .map(this::ofLayers);
        return Uni.join()
                .all(ofSegments, ofTags, ofLayers, ofLevels)
                .andFailFast()
                .map(all -> all.stream().flatMap(List::stream).toList());
    }

    private LiveRule ofSegment(Row row) {
        var subject = RuleSubject.segment(row.getInteger("id"), row.getString("key"));
        var rule = read(subject, row);
        return LiveRule.of(subject, row.getInteger("number"), rule, language.uses(rule), null);
    }

    private record TagRow(Ranked ranked, int version) {}

    private TagRow tag(Row row) {
        var tag = RuleSubject.tag(row.getInteger("id"), row.getString("key"));
        var ranked = new Ranked(tag, row.getInteger("exclusive_group"), row.getInteger("priority"), read(tag, row));
        return new TagRow(ranked, row.getInteger("number"));
    }

    private List<LiveRule> ofTags(List<TagRow> rows) {
        var all = rows.stream().map(TagRow::ranked).toList();
        return rows.stream().map(row -> ofTag(row, all)).toList();
    }

    private LiveRule ofTag(TagRow row, List<Ranked> all) {
        var rule = TagPrecedence.effective(row.ranked, all);
        return LiveRule.of(row.ranked.tag(), row.version, rule, language.uses(rule), row.ranked.group());
    }

    /// `rule` is null for a layer that the present version does not have.
    private record LayerRow(
            RuleSubject set,
            int version,
            int id,
            String key,
            @Nullable Rule rule) {}

    private LayerRow layer(Row row, BiFunction<Integer, String, RuleSubject> subject) {
        var set = subject.apply(row.getInteger("id"), row.getString("key"));
        @Nullable Rule rule = row.getInteger("place") == null ? null : read(set, row);
        return new LayerRow(
                set, row.getInteger("number"), row.getInteger("layer_id"), row.getString("layer_key"), rule);
    }

    private List<LiveRule> ofLayers(List<LayerRow> rows) {
        var sets = rows.stream().collect(Collectors.groupingBy(LayerRow::set, LinkedHashMap::new, Collectors.toList()));
        return sets.values().stream().map(this::ofSet).toList();
    }

    private LiveRule ofSet(List<LayerRow> layers) {
        var rules = layers.stream().flatMap(PublishedRules::numbered).toList();
        var uses = language.uses(rules.stream().map(NumberedRule::rule).toList());
        Map<Integer, String> keys = layers.stream().collect(Collectors.toMap(LayerRow::id, LayerRow::key));
        var first = layers.getFirst();
        return LiveRule.ofSet(first.set, first.version, rules, uses, keys);
    }

    private static Stream<NumberedRule> numbered(LayerRow layer) {
        return layer.rule == null ? Stream.empty() : Stream.of(new NumberedRule(layer.id, layer.rule));
    }

    /// A replica that cannot read a published rule must not write for the shop: it would leave members as they
    /// are. The last layer of a set has no rule, and takes all that are left.
    private Rule read(RuleSubject subject, Row row) {
        if (row.getInteger("language_version") > RuleLanguage.VERSION) {
            throw subject.unreadable(null);
        }
        @Nullable String text = row.getString("rule");
        try {
            return text == null ? new Rule.Everyone() : language.parse(text);
        } catch (InvalidRule invalid) {
            throw subject.unreadable(invalid);
        }
    }
}
