package io.kequn.level;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The published versions of programs that this replica has met; they never change.
@Singleton
class LivePrograms {
    private static final int MOST = 1_000;
    private static final String SELECT = """
        select v.terms, l.id, l.key from level_program_version v
        join level l on l.shop_id = v.shop_id and l.level_program_id = v.level_program_id
        where v.shop_id = $1 and v.level_program_id = $2 and v.number = $3\
        """;

    private final Cache<Version, LiveProgram> known =
            Caffeine.newBuilder().maximumSize(MOST).build();

    private record Version(int program, int number) {}

    /// Levels that are added later come with a version of their own.
    Uni<LiveProgram> of(FactSession session, int program, int number) {
        var version = new Version(program, number);
        var present = known.getIfPresent(version);
        return present != null
                ? Uni.createFrom().item(present)
                : session.query(SELECT, session.shop().id(), program, number)
                        .map(rows -> read(Sql.list(rows, row -> row)))
                        .invoke(read -> known.put(version, read));
    }

    private static LiveProgram read(List<Row> rows) {
        Map<Integer, String> keys = new HashMap<>();
        rows.forEach(row -> keys.put(row.getInteger("id"), row.getString("key")));
        return new LiveProgram(LevelTerms.read(rows.getFirst().getString("terms")), keys);
    }
}
