package io.kequn.segment;

import static io.kequn.platform.access.Scope.SEGMENTS_READ;

import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.platform.access.Caller;
import io.kequn.publication.SizeHistories;
import io.kequn.publication.SizeHistories.Sized;
import io.kequn.publication.SizeOfDay;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The size of a segment day by day.
@Singleton
public class SegmentSizes {
    private static final Sized SEGMENTS = new Sized("segment", """
        select '' as part, 0 as bucket, count(*) entered, 0::bigint "left"
        from segment_member where shop_id = $1 and segment_id = $2
        union all
        select '', width_bucket(c.at, $3::timestamptz[]), count(*) filter (where c.operation = 'added'),
          count(*) filter (where c.operation = 'removed')
        from change c
        where c.shop_id = $1 and c.kind = 'segment' and c.subject = $2 and c.at >= ($3::timestamptz[])[1]
        group by 2\
        """, Kind.SEGMENT::missing);

    private final SizeHistories histories;

    SegmentSizes(SizeHistories histories) {
        this.histories = histories;
    }

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
        return histories
                .of(shop, SEGMENTS, key, from, to)
                .map(history -> new SegmentHistory(
                        key,
                        history.parts().getOrDefault("", List.of()),
                        history.evaluatedAt(),
                        shop.zone().getId()));
    }
}
