package io.kequn.document;

/// What came of a manifest: all of it is trusted now.
///
/// @param added those that were new
/// @param unchanged those that the shop has trusted before
public record DocumentsAdded(int added, int unchanged) {}
