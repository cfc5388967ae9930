package io.kequn.segment;

import static io.kequn.platform.access.Scope.SEGMENTS_READ;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.platform.problem.Inputs;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The size of a segment day by day, in the shop's days. Nothing is kept for it: it is the present count, less
/// what the change log tells of the time since.
@Singleton
public class SegmentSizes {
    private static final int MOST_DAYS = 366;
    private static final int USUAL_DAYS = 30;

    /// Bucket 0 is the present count; bucket n tells of the time from the n-th midnight on, the last one up to
    /// now.
    private static final String CHANGES = """
        select 0 as bucket, count(*) entered, 0::bigint "left"
        from segment_member where shop_id = $1 and segment_id = $2
        union all
        select width_bucket(c.at, $3::timestamptz[]), count(*) filter (where c.operation = 'added'),
          count(*) filter (where c.operation = 'removed')
        from change c
        where c.shop_id = $1 and c.kind = 'segment' and c.subject = $2 and c.at >= ($3::timestamptz[])[1]
        group by 1\
        """;

    /// When the segment was made, by the shop's clock of today.
    private static final String FIND = """
        select s.id, s.created_at + c.test_offset * interval '1 microsecond' made
        from segment s join shop_clock c on c.shop_id = s.shop_id where s.shop_id = $1 and s.key = $2\
        """;

    private final ShopReads reads;
    private final SegmentSettings settings;

    SegmentSizes(ShopReads reads, SegmentSettings settings) {
        this.reads = reads;
        this.settings = settings;
    }

    /// Who entered and left on a day, and how many members there were at its end, or are now.
    public record SizeOfDay(LocalDate date, long memberCount, long entered, long left) {}

    /// The days asked for, oldest first.
    public record SegmentHistory(String segment, List<SizeOfDay> days, Instant evaluatedAt, String timeZone) {
        public SegmentHistory {
            days = List.copyOf(days);
        }
    }

    /// From and to that day, at most 366; the last 30 days unless said. No day lies in the future, and none
    /// before the segment was there.
    public Uni<SegmentHistory> of(String key, @Nullable LocalDate from, @Nullable LocalDate to) {
        var shop = Caller.with(SEGMENTS_READ).ofShop();
        return reads.find(shop, row -> Made.of(row, shop), FIND, shop.id(), key)
                .map(found -> found.orElseThrow(() -> SegmentRepository.missing(key)))
                .chain(made -> reads.now(shop)
                        .chain(now -> of(shop, made, range(from, to, LocalDate.ofInstant(now, shop.zone())))
                                .map(days -> new SegmentHistory(
                                        key, days, now, shop.zone().getId()))));
    }

    /// A segment, and the day since when it has a size. That of a test shop whose clock was moved may be too late.
    private record Made(int segment, LocalDate day) {
        static Made of(Row row, Shop shop) {
            var instant = row.getOffsetDateTime("made").toInstant();
            return new Made(row.getInteger("id"), LocalDate.ofInstant(instant, shop.zone()));
        }

        boolean isAfter(SizeOfDay size) {
            return size.date.isBefore(day) && size.memberCount == 0 && size.entered == 0 && size.left == 0;
        }
    }

    private record Days(LocalDate first, LocalDate last) {}

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

    private Uni<List<SizeOfDay>> of(Shop shop, Made made, Days days) {
        var midnights = days.first
                .datesUntil(days.last.plusDays(2))
                .map(day -> day.atStartOfDay(shop.zone()).toInstant().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
        return reads.ask(shop, settings.questionLimit(), CHANGES, Sql.tuple(shop.id(), made.segment, midnights))
                .map(rows -> backwards(days, rows, midnights.length))
                .map(sizes -> sizes.stream().dropWhile(made::isAfter).toList());
    }

    /// Begins with the present and takes back what happened, day by day.
    private static List<SizeOfDay> backwards(Days days, RowSet<Row> rows, int buckets) {
        long[] entered = new long[buckets + 1];
        long[] left = new long[buckets + 1];
        for (var row : rows) {
            entered[row.getInteger("bucket")] = row.getLong("entered");
            left[row.getInteger("bucket")] = row.getLong("left");
        }
        long size = entered[0] - entered[buckets] + left[buckets];
        var sizes = new ArrayDeque<SizeOfDay>();
        for (int day = buckets - 1; day > 0; day--) {
            sizes.addFirst(new SizeOfDay(days.first.plusDays(day - 1L), size, entered[day], left[day]));
            size += left[day] - entered[day];
        }
        return List.copyOf(sizes);
    }
}
