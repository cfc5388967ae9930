package io.kequn.level;

import io.kequn.benefit.Benefits;
import io.kequn.level.CustomerLevel.LevelName;
import io.kequn.platform.database.Sql;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The levels of one customer as a column of the customer's own select.
public final class CardLevels {
    /// For `customer c` of the shop `$1`. `offset 0` begins with the customer's own rows. A level that is not
    /// in the live terms any more, which the build is about to take away, gives nothing.
    public static final String SELECT = """
        (select json_agg(json_build_array(p.key, p.name, nullif(l.key, ''), l.name, coalesce(l.rank, 0), m.since,
             case when m.locked then m.lock_until else m.period_end end, m.grace_end, m.locked,
             case when l.rank > 0 then l.benefits end) order by p.key)
           from (select * from customer_level where shop_id = $1 and customer_id = c.id offset 0) m
           join level_program p on p.shop_id = m.shop_id and p.id = m.level_program_id and p.archived_at is null
           join level l on l.shop_id = m.shop_id and l.id = m.level_id) levels\
        """;

    private CardLevels() {}

    /// The standings by the keys of their programs.
    public static List<CardLevel> of(Row row) {
        @Nullable JsonArray levels = row.getJsonArray("levels");
        return levels == null
                ? List.of()
                : levels.stream()
                        .map(JsonArray.class::cast)
                        .map(CardLevels::level)
                        .toList();
    }

    private static CardLevel level(JsonArray level) {
        @Nullable String key = level.getString(2);
        return new CardLevel(
                level.getString(0),
                level.getString(1),
                key == null ? null : new LevelName(key, level.getString(3), level.getInteger(4)),
                Objects.requireNonNull(instant(level, 5)),
                instant(level, 6),
                instant(level, 7),
                level.getBoolean(8),
                Benefits.read(level.getString(9)));
    }

    private static @Nullable Instant instant(JsonArray level, int place) {
        @Nullable String text = level.getString(place);
        return text == null ? null : Sql.instant(text);
    }
}
