package io.kequn.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.kequn.platform.database.FactSession;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// What customers have, as the running transaction has made it: by one statement, of which each feature has its part.
@Singleton
class MergeFigures {
    private static final String CUSTOMERS = " from unnest($2::uuid[]) as w (id)";

    private final String select;

    MergeFigures(@All List<CustomerMoves> moves) {
        select = moves.stream()
                .flatMap(each -> each.figures().entrySet().stream())
                .map(figure -> "'" + figure.getKey() + "', " + figure.getValue())
                .sorted()
                .collect(Collectors.joining(", ", "select w.id, json_build_object(", ")::text figures" + CUSTOMERS));
    }

    Uni<Map<UUID, MergeSide>> of(FactSession session, UUID... customers) {
        return session.query(select, session.shop().id(), customers).map(rows -> {
            var sides = new HashMap<UUID, MergeSide>();
            rows.forEach(row -> sides.put(row.getUUID("id"), side(row).shownTo(session.caller())));
            return sides;
        });
    }

    private static MergeSide side(Row row) {
        try {
            return CustomValues.JSON.readValue(row.getString("figures"), MergeSide.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
