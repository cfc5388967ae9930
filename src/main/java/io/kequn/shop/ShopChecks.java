package io.kequn.shop;

import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Nearest;
import io.kequn.platform.problem.Text;
import io.kequn.platform.value.Patch;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the settings of a shop must look like.
final class ShopChecks {
    static final String DEFAULT_LOCALE = "zh-CN";

    /// Later instants are mistakes, and some clocks cannot count them.
    static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int LONGEST_REF = 200;
    private static final Text INSTANT = new Text(
            "Must be an instant such as `1998-07-01T12:00:00Z` or a local date and time such as `1998-07-01T12:00`.",
            "须为时间，例如 `1998-07-01T12:00:00Z`，或店铺当地时间，例如 `1998-07-01T12:00`。");
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> COUNTRIES =
            Arrays.stream(Locale.getISOCountries()).collect(Collectors.toUnmodifiableSet());
    // PostgreSQL knows the same names but for these.
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> !zone.startsWith("SystemV/"))
            .collect(Collectors.toUnmodifiableSet());

    private ShopChecks() {}

    /// The entity that the request asks for.
    static ShopEntity checked(Inputs inputs, NewShop request) {
        var shop = new ShopEntity();
        shop.key = inputs.key("/key", request.key());
        shop.name = inputs.name("/name", request.name());
        shop.currency = currency(inputs, request.currency());
        shop.timeZone = timeZone(inputs, request.timeZone());
        shop.locale = locale(inputs, Objects.requireNonNullElse(request.locale(), DEFAULT_LOCALE));
        shop.country = country(inputs, request.country());
        shop.weekStart =
                Objects.requireNonNullElse(request.weekStart(), WeekDay.MONDAY).number();
        shop.externalRef = inputs.optionalText("/externalRef", request.externalRef(), LONGEST_REF);
        shop.test = Boolean.TRUE.equals(request.test());
        inputs.require(
                request.testClock() == null || shop.test,
                "/testClock",
                "Only a test shop has a test clock; send `\"test\": true` as well.",
                "只有测试店铺才有测试时钟；请同时发送 `\"test\": true`。");
        return shop;
    }

    /// Applies the patch, or refuses all of it.
    static void change(ShopEntity shop, Patch<ShopChanges> patch) {
        var inputs = new Inputs();
        var values = patch.values();
        if (patch.has("name")) {
            shop.name = inputs.name("/name", values.name());
        }
        if (patch.has("status") && inputs.given("/status", values.status()) && values.status() != null) {
            shop.status = values.status().stored();
        }
        if (patch.has("currency")) {
            shop.currency = currency(inputs, values.currency());
        }
        if (patch.has("timeZone")) {
            shop.timeZone = timeZone(inputs, values.timeZone());
        }
        if (patch.has("locale")) {
            shop.locale = locale(inputs, values.locale());
        }
        if (patch.has("country")) {
            shop.country = country(inputs, values.country());
        }
        if (patch.has("weekStart") && inputs.given("/weekStart", values.weekStart()) && values.weekStart() != null) {
            shop.weekStart = values.weekStart().number();
        }
        if (patch.has("externalRef")) {
            shop.externalRef = inputs.optionalText("/externalRef", values.externalRef(), LONGEST_REF);
        }
        inputs.check();
    }

    /// The instant that the test clock shall show, or null.
    static @Nullable Instant testClock(Inputs inputs, NewShop request) {
        return request.testClock() == null || !ZONES.contains(request.timeZone())
                ? null
                : clockTime(inputs, "/testClock", request.testClock(), ZoneId.of(request.timeZone()));
    }

    /// The instant that the text names; one without an offset is the shop's local time.
    static Instant clockTime(Inputs inputs, String pointer, @Nullable String value, ZoneId zone) {
        Instant instant = inputs.parsed(pointer, value, text -> instant(text, zone), Instant.EPOCH, INSTANT);
        inputs.require(
                !instant.isBefore(Instant.EPOCH) && instant.isBefore(LATEST),
                pointer,
                "Must lie in the years 1970 to 2199.",
                "年份须在 1970 至 2199 之间。");
        return instant;
    }

    private static Instant instant(String text, ZoneId zone) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notWithOffset) {
            return LocalDateTime.parse(text).atZone(zone).toInstant();
        }
    }

    static String currency(Inputs inputs, @Nullable String value) {
        return oneOf(inputs, "/currency", value, CURRENCIES, "an ISO 4217 code such as `CNY`", "ISO 4217 代码，例如 `CNY`");
    }

    static String timeZone(Inputs inputs, @Nullable String value) {
        return oneOf(
                inputs,
                "/timeZone",
                value,
                ZONES,
                "an IANA name such as `Asia/Shanghai`",
                "IANA 时区名，例如 `Asia/Shanghai`");
    }

    static @Nullable String country(Inputs inputs, @Nullable String value) {
        return value == null
                ? null
                : oneOf(
                        inputs,
                        "/country",
                        value,
                        COUNTRIES,
                        "an ISO 3166-1 code such as `CN`",
                        "ISO 3166-1 代码，例如 `CN`");
    }

    static String locale(Inputs inputs, @Nullable String value) {
        return inputs.parsed(
                "/locale",
                value,
                ShopChecks::languageTag,
                DEFAULT_LOCALE,
                new Text("Must be a language tag such as `zh-CN`.", "须为语言标签，例如 `zh-CN`。"));
    }

    private static String languageTag(String text) {
        Locale locale = new Locale.Builder().setLanguageTag(text).build();
        if (locale.getLanguage().isEmpty() || text.length() > 35) {
            throw new IllformedLocaleException(text);
        }
        return locale.toLanguageTag();
    }

    private static String oneOf(
            Inputs inputs,
            String pointer,
            @Nullable String value,
            Collection<String> choices,
            String english,
            String chinese) {
        if (!inputs.given(pointer, value) || value == null) {
            return "";
        }
        if (!choices.contains(value)) {
            var nearest = Nearest.to(value, choices);
            inputs.refuse(
                    pointer,
                    "Must be " + english
                            + nearest.map(near -> "; did you mean `" + near + "`?")
                                    .orElse("."),
                    "须为" + chinese
                            + nearest.map(near -> "；是否想输入 `" + near + "`？").orElse("。"));
        }
        return value;
    }
}
