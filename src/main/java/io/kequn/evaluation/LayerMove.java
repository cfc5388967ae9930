package io.kequn.evaluation;

import io.kequn.feed.Change;
import io.kequn.platform.database.MembershipChange;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A customer whose layer of a set is another than before; `from` is the number of that layer, null for who was in
/// none. Of a level program the levels are those that the customer qualifies for.
record LayerMove(LiveRule set, UUID customer, @Nullable Integer from, int to) {
    /// Reads a row's layers: as they should be, one of each set, and as they were.
    static List<LayerMove> of(UUID customer, Row row, ShopRules rules) {
        Map<LiveRule, Integer> before = new HashMap<>();
        for (var layer : row.getArrayOfIntegers("were")) {
            before.put(rules.setOfLayer(layer), layer);
        }
        var moves = new ArrayList<LayerMove>();
        for (var layer : row.getArrayOfIntegers("chosen")) {
            var set = rules.setOfLayer(layer);
            @Nullable Integer from = before.get(set);
            if (!layer.equals(from)) {
                moves.add(new LayerMove(set, customer, from, layer));
            }
        }
        return moves;
    }

    Change logged() {
        return Change.layer(customer, set.subject().id(), key(from), key(to), set.version());
    }

    MembershipChange told() {
        return MembershipChange.layer(customer, set.subject().key(), key(from), key(to));
    }

    private @Nullable String key(@Nullable Integer layer) {
        return layer == null ? null : set.layers().get(layer);
    }
}
