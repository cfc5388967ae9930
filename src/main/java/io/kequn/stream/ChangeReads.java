package io.kequn.stream;

import static io.kequn.platform.problem.ErrorCode.REFERENCE_UNKNOWN;
import static io.kequn.platform.problem.ErrorCode.SYNC_TOKEN_EXPIRED;

import io.kequn.feed.ChangeNumbers;
import io.kequn.feed.FeedState;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/// Reads events from the change log by their numbers, so that none can be passed whose transaction commits late.
@Singleton
public class ChangeReads {
    public static final int MOST = 1_000;

    /// How many numbers a page looks through at most, whatever they are about.
    private static final int WINDOW = 20_000;

    /// What is told of an entry `h`.
    private static final String COLUMNS = """
        select h.number, h.customer_id, h.kind, h.operation, h.rule_version, h.reason, h.cause, h.at, h.detail,
          coalesce(
            case h.kind
              when 'segment' then (select key from segment k where k.shop_id = $1 and k.id = h.subject)
              when 'tag' then (select key from tag k where k.shop_id = $1 and k.id = h.subject)
              when 'layer' then (select key from layer_set k where k.shop_id = $1 and k.id = h.subject)
              when 'level' then (select key from level_program k where k.shop_id = $1 and k.id = h.subject)
            end,
            (select key from feed_gone k where k.shop_id = $1 and k.kind = h.kind and k.subject = h.subject)) as key\
        """;

    /// Nobody has a larger number than the counter in the same snapshot. `$1` shop, `$2` after, `$3` until, `$4`
    /// limit, `$5` kinds with operations; then null or customers, segments, tags and their groups, layer sets,
    /// level programs.
    private static final String PAGE = """
        select f.last_number, f.floor, e.*
        from feed_counter f
        left join lateral (
          <columns>
          from change h
          where h.shop_id = $1 and h.number > $2::bigint and h.number <= $3::bigint
            and h.kind || '/' || h.operation = any($5::text[])
            and ($6::uuid[] is null or h.customer_id = any($6))
            and ($7::text[] is null or h.kind <> 'segment' or h.subject = any(array(
              select id from segment where shop_id = $1 and key = any($7)
              union all
              select subject from feed_gone where shop_id = $1 and kind = 'segment' and key = any($7))))
            and ($8::text[] is null or h.kind <> 'tag' or h.subject = any(array(
              select id from tag where shop_id = $1 and (key = any($8)
                or group_id in (select id from tag_group where shop_id = $1 and key = any($9::text[])))
              union all
              select subject from feed_gone
              where shop_id = $1 and kind = 'tag' and (key = any($8) or tag_group = any($9)))))
            and ($10::text[] is null or h.kind <> 'layer' or h.subject = any(array(
              select id from layer_set where shop_id = $1 and key = any($10)
              union all
              select subject from feed_gone where shop_id = $1 and kind = 'layer' and key = any($10))))
            and ($11::text[] is null or h.kind <> 'level' or h.subject = any(array(
              select id from level_program where shop_id = $1 and key = any($11)
              union all
              select subject from feed_gone where shop_id = $1 and kind = 'level' and key = any($11))))
          order by h.number limit $4::int
        ) e on true
        where f.shop_id = $1 order by e.number\
        """.replace("<columns>", COLUMNS);

    private static final String NUMBERED =
            COLUMNS + " from change h where h.shop_id = $1 and h.number = any($2) order by h.number limit $3";

    /// What is gone may be asked for, too.
    private static final String UNKNOWN = """
        select a.field, a.key from unnest($2::text[], $3::text[], $4::text[]) a (field, kind, key)
        where not case a.field
            when 'segments' then exists (select from segment where shop_id = $1 and key = a.key)
            when 'tags' then exists (select from tag where shop_id = $1 and key = a.key)
            when 'tagGroups' then exists (select from tag_group where shop_id = $1 and key = a.key)
            when 'layerSets' then exists (select from layer_set where shop_id = $1 and key = a.key)
            else exists (select from level_program where shop_id = $1 and key = a.key)
          end
          and not exists (select from feed_gone where shop_id = $1 and kind = a.kind and a.key
            = case a.field when 'tagGroups' then tag_group else key end)
        order by a.field, a.key limit 1\
        """;

    private final ShopReads reads;
    private final ChangeNumbers numbers;

    ChangeReads(ShopReads reads, ChangeNumbers numbers) {
        this.reads = reads;
        this.numbers = numbers;
    }

    /// The events after a number, at most so many of at most 1,000: one round trip, whatever there is. Refuses
    /// with `sync_token_expired` where changes after that number are no longer kept.
    public Uni<ChangePage> page(Shop shop, ChangeSelection selection, long after, int limit) {
        int most = Math.min(limit, MOST);
        return reads.query(shop, PAGE, selection.values(shop, after, after + WINDOW, most))
                .map(rows -> page(shop, rows, after, most));
    }

    private static ChangePage page(Shop shop, RowSet<Row> rows, long after, int limit) {
        var events = new ArrayList<ChangeEvent>(rows.size());
        long last = after;
        for (Row row : rows) {
            if (after < row.getLong("floor")) {
                throw expired();
            }
            last = row.getLong("last_number");
            if (row.getLong("number") != null) {
                events.add(ChangeEvent.of(row, shop));
            }
        }
        long looked = events.size() == limit
                ? ChangeEvent.number(events.getLast())
                : Math.max(after, Math.min(last, after + WINDOW));
        return new ChangePage(events, looked, looked < last);
    }

    /// The events with these numbers, in order, as far as they are kept; at most 1,000.
    public Uni<List<ChangeEvent>> numbered(Shop shop, Collection<Long> wanted) {
        return reads.list(
                shop, row -> ChangeEvent.of(row, shop), NUMBERED, shop.id(), wanted.toArray(Long[]::new), MOST);
    }

    static Refusal expired() {
        return SYNC_TOKEN_EXPIRED.because(
                "The changes since then are no longer kept; begin anew, with the present state.",
                "此后的变更记录已不再保留；请从当前状态重新开始。");
    }

    /// For who wants to know of what has just committed, before a first page: numbers it, at most 5,000 changes,
    /// and gives how far the numbers go then.
    public Uni<FeedState> catchUp(Shop shop) {
        return numbers.catchUp(shop);
    }

    /// The same with all that has committed: after its `last` only what commits from now on follows.
    public Uni<FeedState> latest(Shop shop) {
        return numbers.catchUpWholly(shop);
    }

    /// Refuses with `reference_unknown` where the filter names what the shop has not and never had.
    public Uni<Void> check(Shop shop, ChangeFilter filter, UnaryOperator<String> place) {
        var asked = filter.subjects().stream()
                .flatMap(about -> about.keys().stream().map(key -> new String[] {about.field(), about.kind(), key}))
                .toList();
        return asked.isEmpty()
                ? Uni.createFrom().voidItem()
                : reads.query(
                                shop,
                                UNKNOWN,
                                Sql.tuple(
                                        shop.id(),
                                        asked.stream().map(each -> each[0]).toArray(String[]::new),
                                        asked.stream().map(each -> each[1]).toArray(String[]::new),
                                        asked.stream().map(each -> each[2]).toArray(String[]::new)))
                        .invoke(rows -> rows.forEach(row -> {
                            var key = row.getString("key");
                            throw REFERENCE_UNKNOWN.at(
                                    place.apply(row.getString("field")),
                                    "The shop has no `" + key + "` here.",
                                    "店铺没有 `" + key + "`。");
                        }))
                        .replaceWithVoid();
    }
}
