package io.kequn.points;

import java.util.UUID;

/// What an entry has changed of one lot: of its points in the balance, of those that wait, and of those that
/// are set aside.
public record PointsAllocation(UUID lotId, long points, long pending, long frozen) {}
