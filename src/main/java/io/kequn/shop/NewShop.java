package io.kequn.shop;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A shop to be made. `testClock` is the instant (`1998-07-01T12:00:00Z`) or the local date and time in the shop's zone
/// (`1998-07-01T12:00`) that the clock of a test shop shows at its creation and runs on from.
public record NewShop(
        @Schema(examples = "luna-tea") String key,
        @Schema(examples = "Luna Tea 月茶") String name,
        @Schema(examples = "CNY", description = "ISO 4217") String currency,

        @Schema(examples = "Asia/Shanghai", description = "IANA name; days begin at its midnight")
        String timeZone,

        @Schema(examples = "zh-CN") @Nullable String locale,

        @Schema(examples = "CN", description = "ISO 3166-1; reads national phone numbers") @Nullable
        String country,

        @Nullable WeekDay weekStart,

        @Schema(description = "Only test shops may have a test clock") @Nullable
        Boolean test,

        @Schema(examples = "1998-07-01T12:00") @Nullable String testClock,

        @Schema(examples = "licence-2026-0071", description = "What the platform calls it elsewhere") @Nullable
        String externalRef) {}
