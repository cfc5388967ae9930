package io.kequn.segment;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.RulesFollower;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny.Session;

/// Writes down from when on which version of each segment is live, by the shop's clock, so that the past can be
/// explained by the rule of then. A version that is published once more is another life of it.
@Singleton
class SegmentLives implements RulesFollower {
    private static final String NOTE = """
        insert into segment_life (shop_id, segment_id, live_version, at)
        select s.shop_id, s.id, now.live_version,
          greatest(clock_timestamp() + k.test_offset * interval '1 microsecond', k.evaluated_until)
        from segment s
        join shop_clock k on k.shop_id = s.shop_id
        cross join lateral (select case when s.archived_at is null then s.live_version end as live_version) now
        left join lateral (
          select l.id, l.live_version from segment_life l
          where l.shop_id = s.shop_id and l.segment_id = s.id order by l.id desc limit 1) last on true
        where s.shop_id = ?1 and now.live_version is distinct from last.live_version\
        """;

    @Override
    public Uni<Void> rulesChanged(Shop shop) {
        return DefinitionTransaction.session()
                .call(Session::flush)
                .chain(session -> session.createNativeQuery(NOTE)
                        .setParameter(1, shop.id())
                        .executeUpdate())
                .replaceWithVoid();
    }
}
