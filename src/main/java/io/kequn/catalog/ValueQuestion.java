package io.kequn.catalog;

import org.jspecify.annotations.Nullable;

/// Which values somebody looks for: those of an attribute, or of a parameter of a function.
///
/// @param attribute `city`, `custom.size`; `segment` for the keys of segments, `layer.<set>` for the layers of a set
/// @param event the events that a parameter of `event` is asked of
/// @param search what the value or its name begins with
/// @param limit how many at most; more than 100 are read as 100
public record ValueQuestion(
        @Nullable String attribute,
        @Nullable String function,
        @Nullable String parameter,
        @Nullable String event,
        @Nullable String search,
        @Nullable Integer limit) {}
