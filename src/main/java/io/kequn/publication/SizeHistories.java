package io.kequn.publication;

import static io.kequn.platform.problem.ErrorCode.HISTORY_EXPIRED;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Sizes day by day, in the shop's days. Nothing is kept for them: each is the present count, less what the change
/// log tells of the time since.
@Singleton
public class SizeHistories {
    private static final int MOST_DAYS = 366;
    private static final int USUAL_DAYS = 30;

    private final ShopReads reads;

    SizeHistories(ShopReads reads) {
        this.reads = reads;
    }

    /// What has sizes. `changes` select, for the definition `$2` of the shop `$1` and the midnights `$3`, rows of
    /// `part` (what of the definition it is about), `bucket`, `entered` and `left`. Bucket 0 is the present count;
    /// bucket n tells of the time from the n-th midnight on, the last one up to now.
    public record Sized(String table, String changes, Function<String, Refusal> missing) {}

    /// The days asked for, oldest first, of each part.
    public record History(Map<String, List<SizeOfDay>> parts, Instant evaluatedAt) {}

    /// From and to that day, at most 366; the last 30 days unless said. No day lies in the future, and none before
    /// the definition was there; days whose changes are no longer kept are refused with `history_expired`.
    public Uni<History> of(Shop shop, Sized sized, String key, @Nullable LocalDate from, @Nullable LocalDate to) {
        return made(shop, sized, key)
                .map(found -> found.orElseThrow(() -> sized.missing.apply(key)))
                .chain(made -> reads.now(shop)
                        .chain(now -> of(shop, sized, made, range(from, to, LocalDate.ofInstant(now, shop.zone())))
                                .map(parts -> new History(parts, now))));
    }

    /// When the definition was made, by the shop's clock of today.
    private Uni<Optional<Made>> made(Shop shop, Sized sized, String key) {
        var find = """
            select s.id, s.created_at + c.test_offset * interval '1 microsecond' made, f.floor_at
            from %s s join shop_clock c on c.shop_id = s.shop_id join feed_counter f on f.shop_id = s.shop_id
            where s.shop_id = $1 and s.key = $2\
            """.formatted(sized.table);
        return reads.find(shop, row -> Made.of(row, shop), find, shop.id(), key);
    }

    /// A definition, the day since when it has a size, which of a test shop whose clock was moved may be too late,
    /// and the first day whose changes are all kept; null: all are.
    private record Made(int id, LocalDate day, @Nullable LocalDate kept) {
        static Made of(Row row, Shop shop) {
            var columns = Columns.of(row);
            @Nullable Instant floor = columns.instantOrNull("floor_at");
            return new Made(
                    row.getInteger("id"),
                    LocalDate.ofInstant(columns.instant("made"), shop.zone()),
                    floor == null
                            ? null
                            : LocalDate.ofInstant(floor, shop.zone()).plusDays(1));
        }

        void check(Days days) {
            if (kept != null && days.first.isBefore(kept)) {
                throw HISTORY_EXPIRED.because(
                        "Sizes are known from " + kept + " on; ask for later days.", "规模自 " + kept + " 起可查；请查询更晚的日期。");
            }
        }

        boolean isAfter(SizeOfDay size) {
            return size.date().isBefore(day) && size.memberCount() == 0 && size.entered() == 0 && size.left() == 0;
        }
    }

    private record Days(LocalDate first, LocalDate last) {
        OffsetDateTime[] midnights(ZoneId zone) {
            return first.datesUntil(last.plusDays(2))
                    .map(day -> day.atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC))
                    .toArray(OffsetDateTime[]::new);
        }

        /// Begins with the present and takes back what happened, day by day.
        List<SizeOfDay> backwards(List<Row> rows) {
            int buckets = (int) ChronoUnit.DAYS.between(first, last) + 2;
            long[] entered = new long[buckets + 1];
            long[] left = new long[buckets + 1];
            for (var row : rows) {
                entered[row.getInteger("bucket")] = row.getLong("entered");
                left[row.getInteger("bucket")] = row.getLong("left");
            }
            long size = entered[0] - entered[buckets] + left[buckets];
            var sizes = new ArrayDeque<SizeOfDay>();
            for (int day = buckets - 1; day > 0; day--) {
                sizes.addFirst(new SizeOfDay(first.plusDays(day - 1L), size, entered[day], left[day]));
                size += left[day] - entered[day];
            }
            return List.copyOf(sizes);
        }
    }

    private static Days range(@Nullable LocalDate from, @Nullable LocalDate to, LocalDate today) {
        var last = to == null || to.isAfter(today) ? today : to;
        var first = from == null ? last.minusDays(USUAL_DAYS - 1L) : from;
        var inputs = new Inputs();
        inputs.require(!first.isAfter(last), "from", "Must not lie after `to` or today.", "不得晚于 `to` 或今天。");
        inputs.require(
                ChronoUnit.DAYS.between(first, last) < MOST_DAYS, "from", "Ask for at most 366 days.", "最多查询 366 天。");
        inputs.check();
        return new Days(first, last);
    }

    private Uni<Map<String, List<SizeOfDay>>> of(Shop shop, Sized sized, Made made, Days days) {
        made.check(days);
        var values = Sql.tuple(shop.id(), made.id, days.midnights(shop.zone()));
        return reads.ask(shop, sized.changes, values)
                .map(rows -> Sql.list(rows, row -> row))
                .map(rows -> {
                    var parts = new LinkedHashMap<String, List<SizeOfDay>>();
                    rows.stream()
                            .collect(groupingBy(row -> row.getString("part"), LinkedHashMap::new, toList()))
                            .forEach((part, its) -> parts.put(part, days.backwards(its)));
                    return since(made, parts);
                });
    }

    /// Leaves out the days before there was anything, the same of all parts.
    private static Map<String, List<SizeOfDay>> since(Made made, Map<String, List<SizeOfDay>> parts) {
        int before = parts.values().stream()
                .mapToInt(days -> (int) days.stream().takeWhile(made::isAfter).count())
                .min()
                .orElse(0);
        parts.replaceAll((part, days) -> days.subList(before, days.size()));
        return parts;
    }
}
