package io.kequn.points;

/// What a transfer has done to the points of the one who gives and of the one who gets.
public record PointsGift(PointsChange from, PointsChange to) {}
