package io.kequn.rule;

import java.util.Set;

/// The SQL of conditions on segments and layers, whose members are stored, and on places. Only positive ones; null
/// where missing.
final class DefinitionSql {
    private final Vocabulary vocabulary;
    private final Parameters parameters;
    private final GroupedRows grouped;

    DefinitionSql(Vocabulary vocabulary, Parameters parameters, GroupedRows grouped) {
        this.vocabulary = vocabulary;
        this.parameters = parameters;
        this.grouped = grouped;
    }

    String inSegment(Rule.InSegment rule) {
        Memberships segments = vocabulary.segments();
        Integer id = segments.id(rule.segment());
        String isThat = FunctionSql.ofKind(segments.source(), id, parameters);
        return grouped.column(segments.source(), "bool_or(" + isThat + ")", GroupedRows.Extent.ofKinds(Set.of(id)));
    }

    String inLayer(Rule.InLayer rule) {
        return layer(rule) + " = "
                + parameters.use("int", new Bound.Fixed(vocabulary.layers().layerId(rule)));
    }

    /// The number of the layer of the set that the customer is in.
    String layer(Rule.InLayer rule) {
        LayerSets layers = vocabulary.layers();
        Integer set = layers.set(rule.set()).id();
        String isOfSet = FunctionSql.ofKind(layers.source(), set, parameters);
        return grouped.column(
                layers.source(),
                "max(" + layers.layer() + ") filter (where " + isOfSet + ")",
                GroupedRows.Extent.ofKinds(Set.of(set)));
    }

    /// The haversine of the distance is compared, so that nothing has to be turned back into a distance; the
    /// band of latitudes lets an index find the few near ones.
    String within(Rule.Within rule) {
        Sphere.Cap cap = Sphere.cap(rule);
        Attribute.Storage.Point point = point();
        return point.latitude() + " between " + number(cap.south()) + " and " + number(cap.north()) + " and "
                + haversine(rule, point) + " <= " + number(cap.haversine());
    }

    /// How far away the customer is, in kilometres; null for one whose place is not known, which `least` would
    /// pass over.
    String distance(Rule.Within rule) {
        Attribute.Storage.Point point = point();
        return "case when " + point.latitude() + " is not null then 2 * " + number(DistanceUnit.EARTH_KILOMETRES)
                + " * asin(least(1, sqrt(" + haversine(rule, point) + "))) end";
    }

    private String haversine(Rule.Within rule, Attribute.Storage.Point point) {
        String latitude = number(rule.latitude().number().doubleValue());
        String longitude = number(rule.longitude().number().doubleValue());
        return "(sin(radians(" + point.latitude() + " - " + latitude + ") / 2) ^ 2 + cos(radians(" + latitude
                + ")) * cos(radians(" + point.latitude() + ")) * sin(radians(" + point.longitude() + " - " + longitude
                + ") / 2) ^ 2)";
    }

    private String number(double number) {
        return parameters.use("float8", new Bound.Fixed(number));
    }

    private Attribute.Storage.Point point() {
        if (vocabulary.attributeOf(Attribute.LOCATION).storage() instanceof Attribute.Storage.Point point) {
            return point;
        }
        throw Comparisons.unfit(Attribute.LOCATION);
    }
}
