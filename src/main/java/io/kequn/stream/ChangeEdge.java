package io.kequn.stream;

/// An event with the token that goes on after it.
public record ChangeEdge(String cursor, ChangeEvent node) {}
