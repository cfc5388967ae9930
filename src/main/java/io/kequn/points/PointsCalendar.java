package io.kequn.points;

import io.kequn.platform.access.Shop;
import java.time.DayOfWeek;
import java.time.ZoneId;

/// By what a shop tells its days and weeks.
record PointsCalendar(ZoneId zone, DayOfWeek weekStart) {
    static PointsCalendar of(Shop shop) {
        return new PointsCalendar(shop.zone(), shop.weekStart());
    }
}
