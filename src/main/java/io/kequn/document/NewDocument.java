package io.kequn.document;

/// A document to trust: up to 200 letters, digits, `.`, `_`, `:` and `-`; an id that begins with `sha256:` is that of
/// the
/// text.
public record NewDocument(String id, String text) {}
