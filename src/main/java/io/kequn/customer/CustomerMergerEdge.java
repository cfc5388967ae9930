package io.kequn.customer;

/// A merger in a connection.
public record CustomerMergerEdge(String cursor, CustomerMerger node) {}
