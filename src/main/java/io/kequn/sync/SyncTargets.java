package io.kequn.sync;

import static io.kequn.platform.problem.ErrorCode.SEGMENT_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.TAG_GROUP_NOT_FOUND;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a scope stands for in the database.
@Singleton
class SyncTargets {
    private static final String FIND = """
        select s.id segment, g.id tag_group, array(select id from tag t where t.shop_id = $1 and t.group_id = g.id order by id) tags
        from (select) one
        left join segment s on s.shop_id = $1 and s.key = $2::text
        left join tag_group g on g.shop_id = $1 and g.key = $3::text\
        """;

    private final ShopReads reads;

    SyncTargets(ShopReads reads) {
        this.reads = reads;
    }

    /// The ids behind a scope's keys; none where it has none.
    @SuppressWarnings("ArrayRecordComponent") // bound as they are
    record Target(@Nullable Integer segment, UUID[] customers, Integer[] tags) {
        static Target of(SyncScope scope) {
            return new Target(null, scope.customers().toArray(UUID[]::new), new Integer[0]);
        }

        static Target of(SyncScope scope, Row row) {
            return new Target(
                    row.getInteger("segment"), scope.customers().toArray(UUID[]::new), row.getArrayOfIntegers("tags"));
        }

        /// The values of a select, with the scope's own in the places that it keeps for them.
        Object[] values(Shop shop, Object... more) {
            return Stream.concat(Stream.of(shop.id(), segment, customers, tags), Arrays.stream(more))
                    .toArray();
        }

        String tagsText() {
            return Arrays.stream(tags).map(String::valueOf).collect(Collectors.joining(","));
        }
    }

    /// Refuses with `segment_not_found` and `tag_group_not_found`.
    Uni<Target> of(Shop shop, SyncScope scope) {
        if (scope.segment() == null && scope.tagGroup() == null) {
            return Uni.createFrom().item(Target.of(scope));
        }
        return reads.query(shop, FIND, Sql.tuple(shop.id(), scope.segment(), scope.tagGroup()))
                .map(rows -> rows.iterator().next())
                .invoke(row -> check(scope, row))
                .map(row -> Target.of(scope, row));
    }

    private static void check(SyncScope scope, Row row) {
        if (scope.segment() != null && row.getInteger("segment") == null) {
            throw SEGMENT_NOT_FOUND.because(
                    "The shop has no segment `" + scope.segment() + "`.", "店铺没有客群 `" + scope.segment() + "`。");
        }
        if (scope.tagGroup() != null && row.getInteger("tag_group") == null) {
            throw TAG_GROUP_NOT_FOUND.because(
                    "The shop has no tag group `" + scope.tagGroup() + "`.", "店铺没有标签组 `" + scope.tagGroup() + "`。");
        }
    }
}
