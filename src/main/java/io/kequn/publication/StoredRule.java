package io.kequn.publication;

import io.kequn.evaluation.RuleSubject;
import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.platform.database.Columns;
import io.kequn.rule.InvalidRule;
import io.kequn.rule.ProblemCode;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.RuleProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rule, whose it is, and whether writers evaluate it.
public record StoredRule(
        RuleSubject subject,
        String name,
        String text,
        boolean live,
        @Nullable Integer group,
        int priority) {
    /// `$1` is the shop's id. Of archived definitions as well, which may come back, and of tags that are being
    /// deleted, which exclude no others any more.
    public static final String SELECT = """
        select 'segment' kind, s.id, s.key, s.name, v.rule, v.number = s.live_version and s.archived_at is null live,
          cast(null as int) exclusive_group, 0 priority
        from segment s
        join segment_version v on v.segment_id = s.id and (v.published_at is null or v.number = s.live_version)
        where s.shop_id = $1
        union all
        select 'tag', t.id, t.key, t.name, r.rule, true, case when g.exclusive and not t.deleting then g.id end,
          r.priority
        from tag_rule r
        join tag t on t.shop_id = r.shop_id and t.id = r.tag_id and t.automatic
        left join tag_group g on g.shop_id = t.shop_id and g.id = t.group_id
        where r.shop_id = $1
        union all
        select 'layer set', s.id, s.key, s.name, l.rule, s.archived_at is null, null, 0
        from layer_set s
        join layer l on l.shop_id = s.shop_id and l.layer_set_id = s.id
        where s.shop_id = $1 and l.place is not null and l.rule is not null
        union all
        select 'layer set', s.id, s.key, s.name, drafted.value ->> 'rule', false, null, 0
        from layer_set s
        join layer_set_version v on v.shop_id = s.shop_id and v.layer_set_id = s.id and v.published_at is null
        cross join lateral jsonb_array_elements(cast(v.layers as jsonb)) drafted
        where s.shop_id = $1 and drafted.value ->> 'rule' is not null
        union all
        select 'level program', p.id, p.key, p.name, l.rule, p.archived_at is null, null, 0
        from level_program p
        join level l on l.shop_id = p.shop_id and l.level_program_id = p.id
        where p.shop_id = $1 and l.rank is not null and l.rule is not null
        union all
        select 'level program', p.id, p.key, p.name, drafted.value ->> 'qualification', false, null, 0
        from level_program p
        join level_program_version v on v.shop_id = p.shop_id and v.level_program_id = p.id and v.published_at is null
        cross join lateral jsonb_array_elements(cast(v.terms as jsonb) -> 'levels') drafted
        where p.shop_id = $1 and drafted.value ->> 'qualification' is not null
        order by kind, key\
        """;

    public static StoredRule of(Columns row) {
        var group = row.numberOrNull("exclusive_group");
        return new StoredRule(
                new RuleSubject(Kind.of(row.text("kind")), row.count("id"), row.text("key")),
                row.text("name"),
                row.text("rule"),
                row.flag("live"),
                group == null ? null : group.intValue(),
                row.count("priority"));
    }

    Dependent dependent() {
        var kind = switch (subject.kind()) {
            case SEGMENT -> DefinitionKind.SEGMENT;
            case TAG -> DefinitionKind.TAG;
            case LAYER_SET -> DefinitionKind.LAYER_SET;
            case LEVEL_PROGRAM -> DefinitionKind.LEVEL_PROGRAM;
        };
        return new Dependent(kind, subject.key(), name, live);
    }

    boolean isReadable(RuleLanguage language) {
        return problems(language).isEmpty();
    }

    /// The layers that it names, as it writes them, and that are not there any more.
    List<String> lostLayers(RuleLanguage language) {
        return problems(language).stream()
                .filter(problem -> problem.code() == ProblemCode.UNKNOWN_LAYER)
                .map(problem -> problem.arguments().getFirst())
                .toList();
    }

    private List<RuleProblem> problems(RuleLanguage language) {
        try {
            var unused = language.parse(text);
            return List.of();
        } catch (InvalidRule unreadable) {
            return unreadable.problems();
        }
    }
}
