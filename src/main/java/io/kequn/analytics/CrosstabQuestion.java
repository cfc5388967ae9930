package io.kequn.analytics;

import org.jspecify.annotations.Nullable;

/// By what customers are to be divided, as it was sent, and which of them.
record CrosstabQuestion(
        @Nullable String rows,
        @Nullable String columns,
        @Nullable String filter) {}
