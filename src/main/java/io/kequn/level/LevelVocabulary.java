package io.kequn.level;

import static io.kequn.rule.ValueType.INSTANT;
import static io.kequn.rule.ValueType.STRING;

import io.kequn.customer.StoredVocabularyPart;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.Facts;
import io.kequn.rule.Attribute;
import io.kequn.rule.GroupedSource;
import io.kequn.rule.Vocabulary;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What rules can ask about levels: `level.<program>` for each program, and of the standard program `level`,
/// `level_since` and `level_expires_at`.
@Singleton
class LevelVocabulary implements StoredVocabularyPart {
    private static final String LEVEL = "level";

    /// Read beside each other, so that each has a name of its own.
    private static final GroupedSource HELD = GroupedSource.of(
                    LEVEL, "customer_level vl join level vk on vk.shop_id = vl.shop_id and vk.id = vl.level_id")
            .keyedBy("vl.shop_id", "vl.customer_id")
            .reading(Facts.LEVEL)
            .ofKinds("vl.level_program_id", "int");

    private static final GroupedSource SINCE = times("level_since", "vs", "vs.since");
    private static final GroupedSource END = times("level_end", "ve", "ve.period_end");

    private static GroupedSource times(String name, String alias, String at) {
        return GroupedSource.of(name, "customer_level " + alias)
                .keyedBy(alias + ".shop_id", alias + ".customer_id")
                .reading(Facts.LEVEL)
                .at(at)
                .ofKinds(alias + ".level_program_id", "int");
    }

    @Override
    public String select() {
        return """
            select p.id, p.key, p.standard, l.key level_key
            from level_program p
            join level l on l.shop_id = p.shop_id and l.level_program_id = p.id and l.rank > 0
            where p.shop_id = $1 and p.live_version is not null and p.archived_at is null
            order by p.id, l.rank\
            """;
    }

    private record Program(int id, String key, boolean standard) {}

    @Override
    public void addTo(Vocabulary.Builder builder, Shop shop, List<Columns> rows) {
        Map<Program, List<String>> levels = new LinkedHashMap<>();
        for (var row : rows) {
            var program = new Program(row.count("id"), row.text("key"), row.flag("standard"));
            levels.computeIfAbsent(program, none -> new ArrayList<>()).add(row.text("level_key"));
        }
        levels.forEach((program, keys) -> add(builder, program, keys.toArray(String[]::new)));
    }

    private static void add(Vocabulary.Builder builder, Program program, String... keys) {
        var fact = Facts.level(program.key);
        builder.attribute(held(LEVEL + "." + program.key, program.id, fact, keys));
        if (program.standard) {
            builder.attribute(held(LEVEL, program.id, fact, keys));
            builder.attribute(Attribute.ofRow("level_since", INSTANT, SINCE, program.id, "vs.since")
                    .reading(fact));
            builder.attribute(Attribute.ofRow("level_expires_at", INSTANT, END, program.id, "ve.period_end")
                    .reading(fact));
        }
    }

    private static Attribute held(String name, int program, String fact, String... keys) {
        return Attribute.ofRow(name, STRING, HELD, program, "nullif(vk.key, '')")
                .oneOf(keys)
                .reading(fact);
    }
}
