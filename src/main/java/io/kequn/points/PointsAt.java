package io.kequn.points;

import java.time.Instant;

/// Points to which something happens at an instant.
public record PointsAt(long points, Instant at) {}
