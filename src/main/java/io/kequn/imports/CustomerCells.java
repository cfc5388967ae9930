package io.kequn.imports;

import static io.kequn.imports.Targets.CUSTOM;
import static io.kequn.imports.Targets.LATITUDE;
import static io.kequn.imports.Targets.LONGITUDE;
import static io.kequn.imports.Targets.TAGS;

import io.kequn.customer.AttributeType;
import io.kequn.customer.Consent;
import io.kequn.customer.CustomerFields;
import io.kequn.customer.Location;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Text;
import io.kequn.platform.value.Patch;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the cells of a row say about a customer. An empty cell says nothing.
final class CustomerCells {
    private static final Set<String> TRUE = Set.of("true", "yes", "y", "1", "是");
    private static final Set<String> FALSE = Set.of("false", "no", "n", "0", "否");
    private static final Map<String, Consent> CONSENTS = Arrays.stream(Consent.values())
            .collect(Collectors.toUnmodifiableMap(
                    consent -> consent.name().toLowerCase(Locale.ROOT), Function.identity()));

    private static final Text NO_TRUTH = new Text("Must be `true` or `false`.", "须为 `true` 或 `false`。");
    private static final Text NO_NUMBER = new Text("Is no number that can be read.", "无法识别的数值。");
    private static final Text NO_DATE = new Text("Is no date in one of the formats.", "不符合任何日期格式。");
    private static final Text NO_TIME = new Text("Is no time in one of the formats.", "不符合任何日期格式。");

    private final ImportPlan plan;
    private final Faults faults;
    private final Map<String, AttributeType> attributes;

    /// Most rows fill the same cells.
    private final Map<Set<String>, Set<String>> given = new HashMap<>();

    CustomerCells(ImportPlan plan, Faults faults, Map<String, AttributeType> attributes) {
        this.plan = plan;
        this.faults = faults;
        this.attributes = attributes;
    }

    /// To be used if the row has no fault afterwards.
    Patch<CustomerFields> fields(Row row) {
        var fields = new CustomerFields(
                null,
                row.get("name"),
                row.get("firstName"),
                row.get("lastName"),
                row.get("email"),
                row.get("phone"),
                row.get("country"),
                row.get("region"),
                row.get("city"),
                row.get("district"),
                location(row),
                row.get("language"),
                row.get("gender"),
                row.get("occupation"),
                row.get("incomeBand"),
                date(row, "birthDate"),
                consent(row, "emailConsent"),
                consent(row, "smsConsent"),
                consent(row, "pushConsent"),
                row.get("accountStatus"),
                row.get("acquisitionChannel"),
                instant(row, "registeredAt"),
                instant(row, "lastSeenAt"),
                ConsentCells.of(row, target -> consent(row, target), target -> saidAt(row, target)),
                custom(row));
        return new Patch<>(fields, given(row));
    }

    private Set<String> given(Row row) {
        var targets = row.values().keySet();
        var known = given.get(targets);
        if (known != null) {
            return known;
        }
        var fields = targets.stream().map(CustomerCells::field).collect(Collectors.toUnmodifiableSet());
        given.put(Set.copyOf(targets), fields);
        return fields;
    }

    /// Several columns make one field.
    private static String field(String target) {
        return switch (target) {
            case LATITUDE, LONGITUDE -> "location";
            default ->
                target.startsWith(CUSTOM)
                        ? "custom"
                        : ConsentCells.topic(target).isPresent() ? "consents" : target;
        };
    }

    private @Nullable Location location(Row row) {
        return row.get(LATITUDE) == null && row.get(LONGITUDE) == null
                ? null
                : new Location(degrees(row, LATITUDE), degrees(row, LONGITUDE));
    }

    private @Nullable Double degrees(Row row, String target) {
        var value = row.get(target);
        var number = value == null ? null : read(row, target, plan.cells().number(value), NO_NUMBER);
        return number == null ? null : number.doubleValue();
    }

    List<String> tags(Row row) {
        var value = row.get(TAGS);
        return value == null ? List.of() : CsvFields.list(value, plan.separatorOf(TAGS));
    }

    private @Nullable Object custom(Row row) {
        var custom = new LinkedHashMap<String, @Nullable Object>();
        row.values().forEach((target, value) -> {
            if (target.startsWith(CUSTOM)) {
                custom.put(target.substring(CUSTOM.length()), custom(row, target, value));
            }
        });
        return custom.isEmpty() ? null : custom;
    }

    /// In the form in which the API takes it.
    private @Nullable Object custom(Row row, String target, String value) {
        return switch (attributes.get(target.substring(CUSTOM.length()))) {
            case STRING -> value;
            case NUMBER -> read(row, target, plan.cells().number(value), NO_NUMBER);
            case BOOLEAN -> read(row, target, truth(value.toLowerCase(Locale.ROOT)), NO_TRUTH);
            case DATE -> text(date(row, target));
            case INSTANT -> text(instant(row, target));
            case SET -> CsvFields.list(value, plan.separatorOf(target));
            case null -> value; // refused with the nearest key where the row is written
        };
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static Optional<Boolean> truth(String word) {
        if (TRUE.contains(word)) {
            return Optional.of(true);
        }
        return FALSE.contains(word) ? Optional.of(false) : Optional.empty();
    }

    private @Nullable LocalDate date(Row row, String target) {
        var value = row.get(target);
        return value == null ? null : read(row, target, plan.cells().date(value), NO_DATE);
    }

    private @Nullable Instant instant(Row row, String target) {
        var value = row.get(target);
        return value == null ? null : read(row, target, plan.cells().instant(value), NO_TIME);
    }

    private @Nullable Instant saidAt(Row row, String target) {
        if (row.get(target) == null) {
            faults.add(row, "input_invalid", plan.columnOf(target), RowTexts.REQUIRED);
        }
        return instant(row, target);
    }

    private @Nullable Consent consent(Row row, String target) {
        var value = row.get(target);
        var consent = value == null ? null : CONSENTS.get(value.toLowerCase(Locale.ROOT));
        if (value != null && consent == null) {
            Inputs.choiceRefusal(
                            "/" + target,
                            value,
                            CONSENTS.keySet().stream().sorted().toList())
                    .errors()
                    .forEach(error -> faults.add(row, error, plan.columnOf(target)));
        }
        return consent;
    }

    /// A value that cannot be read is noted as wrong and not used.
    private <T> @Nullable T read(Row row, String target, Optional<T> value, Text wrong) {
        if (value.isEmpty()) {
            faults.add(row, "value_invalid", plan.columnOf(target), wrong);
        }
        return value.orElse(null);
    }
}
