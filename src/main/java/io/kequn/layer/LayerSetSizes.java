package io.kequn.layer;

import static io.kequn.platform.access.Scope.SEGMENTS_READ;

import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.platform.access.Caller;
import io.kequn.publication.SizeHistories;
import io.kequn.publication.SizeHistories.History;
import io.kequn.publication.SizeHistories.Sized;
import io.kequn.publication.SizeOfDay;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The size of each layer of a set day by day.
@Singleton
public class LayerSetSizes {
    /// The present layers in their order, then those that others have taken the place of meanwhile.
    private static final Sized LAYERS = new Sized("layer_set", """
        select s.* from (
          select l.key as part, 0 as bucket, 0::bigint "left", (
            select count(*) from layer_member m where m.shop_id = $1 and m.layer_id = l.id) entered
          from layer l where l.shop_id = $1 and l.layer_set_id = $2 and (l.place is not null or exists (
            select from layer_member m where m.shop_id = $1 and m.layer_id = l.id))
          union all
          select moved.part, width_bucket(c.at, $3::timestamptz[]), count(*) filter (where not moved.enters),
            count(*) filter (where moved.enters)
          from change c
          cross join lateral (values (c.detail ->> 'to', true), (c.detail ->> 'from', false)) moved (part, enters)
          where c.shop_id = $1 and c.kind = 'layer' and c.subject = $2 and c.at >= ($3::timestamptz[])[1]
            and moved.part is not null
          group by 1, 2
        ) s
        left join layer l on l.shop_id = $1 and l.layer_set_id = $2 and l.key = s.part
        order by l.place nulls last, s.part\
        """, Kind.LAYER_SET::missing);

    private final SizeHistories histories;

    LayerSetSizes(SizeHistories histories) {
        this.histories = histories;
    }

    /// The days asked for, oldest first, of a layer by its key.
    public record LayerHistory(String layer, List<SizeOfDay> days) {
        public LayerHistory {
            days = List.copyOf(days);
        }
    }

    /// Of all layers that had customers in these days, the present ones first, in their order.
    public record LayerSetHistory(String layerSet, List<LayerHistory> layers, Instant evaluatedAt, String timeZone) {
        public LayerSetHistory {
            layers = List.copyOf(layers);
        }
    }

    /// From and to that day, at most 366; the last 30 days unless said. No day lies in the future, and none before
    /// the set was there.
    public Uni<LayerSetHistory> of(String key, @Nullable LocalDate from, @Nullable LocalDate to) {
        var shop = Caller.with(SEGMENTS_READ).ofShop();
        return histories
                .of(shop, LAYERS, key, from, to)
                .map(history -> new LayerSetHistory(
                        key, layers(history), history.evaluatedAt(), shop.zone().getId()));
    }

    private static List<LayerHistory> layers(History history) {
        return history.parts().entrySet().stream()
                .map(part -> new LayerHistory(part.getKey(), part.getValue()))
                .toList();
    }
}
