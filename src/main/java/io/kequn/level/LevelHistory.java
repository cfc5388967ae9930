package io.kequn.level;

import io.kequn.level.LevelEvent.Kind;
import io.kequn.platform.database.FactSession;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Appends to the history of customers' levels. The first level has no entry: a standing says since when.
final class LevelHistory {
    private static final String APPEND = """
        insert into customer_level_event (shop_id, customer_id, level_program_id, program_version, kind, from_level, to_level,
          at, ends_at, reason, note, author, cause)
        select $1, e.customer_id, e.program, e.version, e.kind, e.from_level, e.to_level, e.at, e.ends_at, $10, $11, $12, $13
        from unnest($2::uuid[], $3::int[], $4::int[], $5::text[], $6::text[], $7::text[], $8::timestamptz[],
          $9::timestamptz[]) with ordinality
          e (customer_id, program, version, kind, from_level, to_level, at, ends_at, place)
        order by e.place\
        """;

    private LevelHistory() {}

    /// What happened to a customer, with the keys of levels; null stands for no level.
    record Entry(
            UUID customer,
            int program,
            int version,
            Kind kind,
            @Nullable String from,
            @Nullable String to,
            Instant at,
            @Nullable Instant end) {}

    /// `note` is what a person said, `author` who that was; null where the rules did it.
    static void append(FactSession session, List<Entry> entries, @Nullable String note, @Nullable String author) {
        var told = entries.stream().filter(entry -> entry.kind != Kind.ENROLLED).toList();
        if (told.isEmpty()) {
            return;
        }
        session.send(
                APPEND,
                session.shop().id(),
                told.stream().map(Entry::customer).toArray(UUID[]::new),
                told.stream().map(Entry::program).toArray(Integer[]::new),
                told.stream().map(Entry::version).toArray(Integer[]::new),
                texts(told, entry -> entry.kind.text()),
                texts(told, Entry::from),
                texts(told, Entry::to),
                instants(told, Entry::at),
                instants(told, Entry::end),
                session.reason(),
                note,
                author,
                session.cause());
    }

    private static String[] texts(List<Entry> entries, Function<Entry, @Nullable String> column) {
        return entries.stream().map(column).toArray(String[]::new);
    }

    private static OffsetDateTime[] instants(List<Entry> entries, Function<Entry, @Nullable Instant> column) {
        return entries.stream()
                .map(entry -> {
                    @Nullable Instant instant = column.apply(entry);
                    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
                })
                .toArray(OffsetDateTime[]::new);
    }
}
