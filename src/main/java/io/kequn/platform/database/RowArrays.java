package io.kequn.platform.database;

import io.kequn.platform.value.Fingerprint;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Rows turned into the arrays that `unnest` takes: one statement writes many rows. Types that the client has
/// no array for go as texts and are cast by the statement.
public record RowArrays<T>(Collection<T> rows) {
    @Nullable
    public String[] texts(Function<T, @Nullable String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    public UUID[] ids(Function<T, UUID> value) {
        return rows.stream().map(value).toArray(UUID[]::new);
    }

    @Nullable
    public UUID[] nullableIds(Function<T, @Nullable UUID> value) {
        return rows.stream().map(value).toArray(UUID[]::new);
    }

    public Long[] longs(ToLongFunction<T> value) {
        return rows.stream().map(value::applyAsLong).toArray(Long[]::new);
    }

    @Nullable
    public Long[] nullableLongs(Function<T, @Nullable Long> value) {
        return rows.stream().map(value).toArray(Long[]::new);
    }

    public Integer[] numbers(Function<T, Integer> value) {
        return rows.stream().map(value).toArray(Integer[]::new);
    }

    @Nullable
    public Integer[] nullableNumbers(Function<T, @Nullable Integer> value) {
        return rows.stream().map(value).toArray(Integer[]::new);
    }

    public Boolean[] flags(Predicate<T> value) {
        return rows.stream().map(value::test).toArray(Boolean[]::new);
    }

    public OffsetDateTime[] instants(Function<T, Instant> value) {
        return rows.stream()
                .map(row -> value.apply(row).atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }

    @Nullable
    public OffsetDateTime[] nullableInstants(Function<T, @Nullable Instant> value) {
        return rows.stream()
                .map(value)
                .map(instant -> instant == null ? null : instant.atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }

    /// As hexadecimal digits, for `decode(…, 'hex')`.
    public String[] fingerprints(Function<T, Fingerprint> value) {
        return rows.stream()
                .map(row -> HexFormat.of().formatHex(value.apply(row).bytes()))
                .toArray(String[]::new);
    }

    /// An array as PostgreSQL writes it as text, for a cast to `text[]`.
    public static String array(List<String> elements) {
        return elements.stream()
                .map(element -> '"' + element.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}
