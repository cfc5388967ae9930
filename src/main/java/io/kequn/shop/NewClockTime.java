package io.kequn.shop;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a test shop's clock shall show from now on.
public record NewClockTime(
        @Schema(
                description = "An instant, or a date and time in the shop's zone; not before the shop's present",
                examples = "1998-08-01T00:00")
        @Nullable
        String now) {}
