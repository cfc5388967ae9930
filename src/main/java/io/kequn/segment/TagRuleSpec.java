package io.kequn.segment;

import org.jspecify.annotations.Nullable;

/// A rule as callers give it to a tag, in either notation; `priority` is 0 unless said.
public record TagRuleSpec(@Nullable String rule, @Nullable Integer priority) {}
