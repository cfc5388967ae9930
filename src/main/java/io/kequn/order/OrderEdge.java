package io.kequn.order;

/// An order in a connection, with the cursor that goes on after it.
public record OrderEdge(String cursor, Order node) {}
