package io.kequn.customer;

/// The sums of an account of points, as it is booked.
public record MergePoints(long balance, long pending, long frozen) {}
