package io.kequn.rule;

/// Distances on the earth, taken as a sphere.
final class Sphere {
    /// Keeps a point on the edge within the band of latitudes, whatever the rounding.
    private static final double SLACK_DEGREES = 1e-6;

    private Sphere() {}

    /// The points within a distance of another: those between two latitudes of which the haversine is small
    /// enough.
    record Cap(double south, double north, double haversine) {}

    static Cap cap(Rule.Within rule) {
        double kilometres = rule.distance().number().doubleValue() * rule.unit().kilometres();
        double angle = kilometres / DistanceUnit.EARTH_KILOMETRES;
        double latitude = rule.latitude().number().doubleValue();
        double degrees = Math.toDegrees(angle) + SLACK_DEGREES;
        return new Cap(latitude - degrees, latitude + degrees, haversine(angle));
    }

    /// From half around the earth on every point is within.
    private static double haversine(double angle) {
        double half = Math.sin(angle / 2);
        return angle >= Math.PI ? 1.0 + SLACK_DEGREES : half * half;
    }

    /// The haversine of the angle between two points, in degrees.
    static double haversine(double latitude, double longitude, double otherLatitude, double otherLongitude) {
        double south = Math.sin(Math.toRadians(otherLatitude - latitude) / 2);
        double east = Math.sin(Math.toRadians(otherLongitude - longitude) / 2);
        double parallels = Math.cos(Math.toRadians(latitude)) * Math.cos(Math.toRadians(otherLatitude));
        return south * south + parallels * east * east;
    }
}
