package io.kequn.points;

/// The most points that a rule gives one customer within a time of the shop's calendar, or for one order.
public record PointsCap(long points, CapPeriod per) {}
