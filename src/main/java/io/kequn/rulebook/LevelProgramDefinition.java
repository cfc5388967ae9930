package io.kequn.rulebook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.benefit.Benefit;
import io.kequn.level.Level;
import io.kequn.level.LevelProgramSpec;
import io.kequn.level.LevelProgramSpec.DowngradeTerms;
import io.kequn.level.LevelProgramSpec.LevelSpec;
import io.kequn.level.LevelProgramSpec.RetentionTerms;
import io.kequn.level.LevelProgramSpec.UpgradeTerms;
import io.kequn.level.LevelTerms;
import io.kequn.platform.database.Columns;
import io.kequn.platform.value.Patch;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A level program in a file of rules. Its terms are live unless `draft` is true, which saves them only; those
/// that are left out are the mildest. Who has which level is no part of the file.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LevelProgramDefinition(
        @Nullable String key,
        @Nullable String name,
        @Nullable String description,
        @Nullable Boolean standard,
        @Nullable List<LevelSpec> levels,
        @Nullable UpgradeTerms upgrade,
        @Nullable RetentionTerms retention,
        @Nullable DowngradeTerms downgrade,
        @Nullable List<String> warnings,
        @Nullable Boolean draft) {
    /// `$1` is the shop's id.
    static final String SELECT = """
        select p.key, p.name, p.description, p.standard, live.terms live_terms, draft.terms draft_terms
        from level_program p
        left join level_program_version live
          on live.shop_id = p.shop_id and live.level_program_id = p.id and live.number = p.live_version
        left join level_program_version draft
          on draft.shop_id = p.shop_id and draft.level_program_id = p.id and draft.published_at is null
        where p.shop_id = $1 and p.archived_at is null order by p.key\
        """;
    private static final Set<String> TERMS = Set.of("levels", "upgrade", "retention", "downgrade", "warnings");

    static LevelProgramDefinition of(Columns row) {
        @Nullable String live = row.textOrNull("live_terms");
        var terms = LevelTerms.read(live == null ? row.text("draft_terms") : live);
        return new LevelProgramDefinition(
                row.text("key"),
                row.text("name"),
                row.textOrNull("description"),
                row.flag("standard"),
                terms.levels().stream().map(LevelProgramDefinition::level).toList(),
                terms.upgrade(),
                terms.retention(),
                terms.downgrade(),
                terms.warnings(),
                live == null ? true : null);
    }

    private static LevelSpec level(Level level) {
        return new LevelSpec(
                level.key(),
                level.name(),
                level.qualification(),
                level.benefits().isEmpty()
                        ? null
                        : level.benefits().stream().map(Benefit::spec).toList());
    }

    boolean waits() {
        return Boolean.TRUE.equals(draft);
    }

    /// All terms are said; of the rest, what the file leaves out stays.
    Patch<LevelProgramSpec> patch() {
        var given = new HashSet<>(TERMS);
        given.add("name");
        if (description != null) {
            given.add("description");
        }
        if (standard != null) {
            given.add("standard");
        }
        return new Patch<>(
                new LevelProgramSpec(
                        name, description, levels, upgrade, retention, downgrade, warnings, standard, null),
                given);
    }

    /// The keys of all its levels.
    Stream<String> keys() {
        return levels == null ? Stream.of() : levels.stream().flatMap(level -> Stream.ofNullable(level.key()));
    }
}
