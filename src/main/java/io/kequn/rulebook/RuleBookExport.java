package io.kequn.rulebook;

import io.kequn.customer.AttributeService;
import io.kequn.event.EventDefinitionService;
import io.kequn.platform.access.Caller;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.points.PointsRuleWrites;
import io.kequn.points.PointsSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/// Gives all rules of a shop, and what they read, in the order of the keys.
@Singleton
class RuleBookExport {
    private static final List<String> SELECTS = List.of(
            TagGroupDefinition.SELECT,
            TagDefinition.SELECT,
            SegmentDefinition.SELECT,
            LayerSetDefinition.SELECT,
            LevelProgramDefinition.SELECT,
            PointsSettings.SELECT,
            PointsRuleWrites.PRESENT);

    private final ShopReads reads;
    private final AttributeService attributes;
    private final EventDefinitionService events;
    private final PointsRuleWrites points;

    RuleBookExport(
            ShopReads reads, AttributeService attributes, EventDefinitionService events, PointsRuleWrites points) {
        this.reads = reads;
        this.attributes = attributes;
        this.events = events;
        this.points = points;
    }

    Uni<RuleBook> of(Caller caller) {
        return attributes
                .all()
                .map(all -> all.stream().map(AttributeDefinition::of).toList())
                .chain(own -> events.own()
                        .map(all -> all.stream().map(DeclaredEvent::of).toList())
                        .chain(declared ->
                                reads.queries(caller.ofShop(), SELECTS).map(found -> book(own, declared, found))));
    }

    private RuleBook book(List<AttributeDefinition> attributes, List<DeclaredEvent> events, List<RowSet<Row>> found) {
        return new RuleBook(
                RuleBook.VERSION,
                attributes,
                events,
                list(found.get(0), TagGroupDefinition::of),
                list(found.get(1), TagDefinition::of),
                list(found.get(2), SegmentDefinition::of),
                list(found.get(3), LayerSetDefinition::of),
                list(found.get(4), LevelProgramDefinition::of),
                list(found.get(5), PointsSettings::of).stream()
                        .map(PointsSettings::spec)
                        .findFirst()
                        .orElse(null),
                list(found.get(6), row -> PointsRuleDefinition.of(points.rule(row))));
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Columns, T> map) {
        return Sql.list(rows, row -> map.apply(Columns.of(row)));
    }
}
