package io.kequn.level;

import static io.kequn.rule.ValueType.INSTANT;
import static io.kequn.rule.ValueType.STRING;

import io.kequn.customer.StoredVocabularyPart;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.Facts;
import io.kequn.rule.Attribute;
import io.kequn.rule.GroupedSource;
import io.kequn.rule.VocabularyBuilder;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What rules can ask about levels: `level.<program>` for each program, and of the standard program `level`,
/// `level_since` and `level_expires_at`.
@Singleton
public class LevelVocabulary implements StoredVocabularyPart {
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
            select p.id, p.key, p.standard, l.key level_key, p.archived_at is null and l.rank is not null live
            from level_program p
            join level l on l.shop_id = p.shop_id and l.level_program_id = p.id and l.key <> ''
            where p.shop_id = $1 and p.live_version is not null
            order by p.id, l.rank, l.id\
            """;
    }

    private record Program(int id, String key, boolean standard) {}

    @Override
    public void addTo(VocabularyBuilder builder, Shop shop, List<Columns> rows) {
        attributes(rows.stream().filter(row -> row.flag("live"))).forEach(builder::attribute);
        attributes(rows.stream()).forEach(builder::earlier);
    }

    private static Stream<Attribute> attributes(Stream<Columns> rows) {
        var levels = rows.collect(Collectors.groupingBy(
                LevelVocabulary::program,
                LinkedHashMap::new,
                Collectors.mapping(row -> row.text("level_key"), Collectors.toList())));
        return levels.entrySet().stream()
                .flatMap(entry -> attributes(entry.getKey(), entry.getValue().toArray(String[]::new)));
    }

    private static Program program(Columns row) {
        return new Program(row.count("id"), row.text("key"), row.flag("standard"));
    }

    private static Stream<Attribute> attributes(Program program, String... keys) {
        var fact = Facts.level(program.key);
        var own = held(LEVEL + "." + program.key, program.id, fact, keys);
        return program.standard
                ? Stream.of(
                        own,
                        held(LEVEL, program.id, fact, keys),
                        Attribute.ofRow("level_since", INSTANT, SINCE, program.id, "vs.since")
                                .reading(fact),
                        Attribute.ofRow("level_expires_at", INSTANT, END, program.id, "ve.period_end")
                                .reading(fact))
                : Stream.of(own);
    }

    /// The attributes of a program that will be live with levels of these keys, to check rules before it is.
    public static Stream<Attribute> planned(String program, boolean standard, Stream<String> keys) {
        return attributes(new Program(0, program, standard), keys.toArray(String[]::new));
    }

    private static Attribute held(String name, int program, String fact, String... keys) {
        return Attribute.ofRow(name, STRING, HELD, program, "nullif(vk.key, '')")
                .oneOf(keys)
                .reading(fact);
    }
}
