package io.kequn.customer;

import io.kequn.platform.problem.Inputs;
import io.vertx.pgclient.data.Point;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Where a customer is, in degrees (WGS 84). Both or neither.
public record Location(
        @Nullable @Schema(description = "Degrees north, from -90 to 90.", examples = "31.2304")
        Double latitude,

        @Nullable @Schema(description = "Degrees east, from -180 to 180.", examples = "121.4737")
        Double longitude) {
    private static final double MOST_NORTH = 90;
    private static final double MOST_EAST = 180;

    public Location {
        latitude = unsigned(latitude);
        longitude = unsigned(longitude);
    }

    /// Zero has no sign: the same place is the same location.
    private static @Nullable Double unsigned(@Nullable Double degrees) {
        return degrees != null && degrees == 0 ? Double.valueOf(0) : degrees;
    }

    /// The location; null after noting what is wrong with it.
    @Nullable
    Location checked(Inputs inputs, String pointer) {
        boolean north = isWithin(inputs, pointer + "/latitude", latitude, MOST_NORTH);
        boolean east = isWithin(inputs, pointer + "/longitude", longitude, MOST_EAST);
        return north && east ? this : null;
    }

    private static boolean isWithin(Inputs inputs, String pointer, @Nullable Double degrees, double most) {
        if (!inputs.given(pointer, degrees) || degrees == null) {
            return false;
        }
        boolean within = Math.abs(degrees) <= most;
        inputs.require(
                within,
                pointer,
                "Must be degrees from -" + (int) most + " to " + (int) most + ".",
                "须为 -" + (int) most + " 至 " + (int) most + " 之间的度数。");
        return within;
    }

    /// As it is stored: x is the longitude.
    Point point() {
        return new Point(Objects.requireNonNullElse(longitude, 0.0), Objects.requireNonNullElse(latitude, 0.0));
    }

    static @Nullable Location of(@Nullable Point stored) {
        return stored == null ? null : new Location(stored.getY(), stored.getX());
    }
}
