package io.kequn.level;

import io.kequn.benefit.Benefits;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// What other features go by: which levels customers have, as this transaction finds them, and which there are.
@Singleton
public class LevelReader {
    private static final String HELD = """
        select cl.customer_id, cl.level_id, p.id program_id, p.key program_key, p.live_version
        from customer_level cl
        join level_program p
          on p.shop_id = $1 and p.id = cl.level_program_id and p.live_version is not null and p.archived_at is null
        where cl.shop_id = $1 and cl.customer_id = any($2)
        order by p.key, cl.customer_id\
        """;
    private static final String PUBLISHED = """
        select p.key program_key, l.key level_key
        from level_program p
        join level l on l.shop_id = p.shop_id and l.level_program_id = p.id and l.rank > 0
        where p.shop_id = $1 and p.live_version is not null and p.archived_at is null
        order by p.key, l.rank\
        """;

    private final LivePrograms programs;

    LevelReader(LivePrograms programs) {
        this.programs = programs;
    }

    /// A level that a customer has.
    ///
    /// @param name of program and level, as `club/gold`
    /// @param pointsMultiplier the highest that is among its benefits
    public record HeldLevel(String name, Optional<BigDecimal> pointsMultiplier) {
        private static HeldLevel of(String program, Level level) {
            return new HeldLevel(joined(program, level.key()), Benefits.pointsMultiplier(level.benefits()));
        }
    }

    private record Standing(UUID customer, int level, int program, String key, int version) {
        static Standing of(Row row) {
            return new Standing(
                    row.getUUID("customer_id"),
                    row.getInteger("level_id"),
                    row.getInteger("program_id"),
                    row.getString("program_key"),
                    row.getInteger("live_version"));
        }
    }

    private record Held(UUID customer, HeldLevel level) {}

    /// The levels that these customers have, by the programs' keys. Who has none is not in it.
    public Uni<Map<UUID, List<HeldLevel>>> of(FactSession session, Collection<UUID> customers) {
        return session.query(HELD, session.shop().id(), customers.toArray(UUID[]::new))
                .map(rows -> Sql.list(rows, Standing::of))
                .onItem()
                .transformToMulti(standings -> Multi.createFrom().iterable(standings))
                .onItem()
                .transformToUniAndConcatenate(standing -> held(session, standing))
                .collect()
                .with(Collectors.flatMapping(
                        Optional::stream,
                        Collectors.groupingBy(Held::customer, Collectors.mapping(Held::level, Collectors.toList()))));
    }

    /// Empty for no level, and for one that is not in the live version and waits for the build.
    private Uni<Optional<Held>> held(FactSession session, Standing standing) {
        return programs.of(session, standing.program(), standing.version())
                .map(live -> Optional.ofNullable(live.rank(standing.level()))
                        .filter(rank -> rank > 0)
                        .map(rank -> HeldLevel.of(standing.key(), live.terms().ofRank(rank)))
                        .map(level -> new Held(standing.customer(), level)));
    }

    /// Inside a definition transaction: all levels of live programs, as `club/gold`.
    public static Uni<Set<String>> names(Shop shop) {
        return DefinitionTransaction.list(
                        row -> joined(row.text("program_key"), row.text("level_key")), PUBLISHED, shop.id())
                .map(Set::copyOf);
    }

    private static String joined(String program, String level) {
        return program + "/" + level;
    }
}
