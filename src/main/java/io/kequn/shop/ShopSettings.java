package io.kequn.shop;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.value.Versioned;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A shop as its merchant and the platform see it. `now` is the shop's present instant, a test clock included; it is
/// given where one shop is read by its own key.
@Name("Shop")
@Schema(name = "Shop")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShopSettings(
        String key,
        String name,
        ShopStatus status,
        String currency,
        String timeZone,
        String locale,
        @Nullable String country,
        WeekDay weekStart,
        boolean test,
        @Nullable String externalRef,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant now)
        implements Versioned {

    @Override
    public String etag() {
        return String.valueOf(version);
    }

    ShopSettings at(Instant instant) {
        return new ShopSettings(
                key,
                name,
                status,
                currency,
                timeZone,
                locale,
                country,
                weekStart,
                test,
                externalRef,
                version,
                createdAt,
                updatedAt,
                instant);
    }

    static ShopSettings of(Row row) {
        return new ShopSettings(
                row.getString("key"),
                row.getString("name"),
                ShopStatus.of(row.getString("status")),
                row.getString("currency"),
                row.getString("time_zone"),
                row.getString("locale"),
                row.getString("country"),
                WeekDay.of(row.getShort("week_start")),
                row.getBoolean("test"),
                row.getString("external_ref"),
                row.getInteger("version"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                null);
    }

    static ShopSettings of(ShopEntity shop) {
        return new ShopSettings(
                shop.key,
                shop.name,
                ShopStatus.of(shop.status),
                shop.currency,
                shop.timeZone,
                shop.locale,
                shop.country,
                WeekDay.of(shop.weekStart),
                shop.test,
                shop.externalRef,
                shop.version,
                shop.createdAt,
                shop.updatedAt,
                null);
    }
}
