package io.kequn.customer;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells in what two profiles differ that become one, before they do.
final class MergeComparison {
    /// These follow from others.
    private static final Set<CustomerField> DERIVED = Set.of(CustomerField.EMAIL_DOMAIN, CustomerField.PHONE_COUNTRY);

    private final CustomerRow from;
    private final CustomerRow into;
    private final Map<String, Attribute> own;

    MergeComparison(CustomerRow from, CustomerRow into, Map<String, Attribute> own) {
        this.from = from;
        this.into = into;
        this.own = own;
    }

    /// Fields of which both have a value, and not the same; consents are told apart from them.
    List<MergeConflict> conflicts() {
        var conflicts = new ArrayList<MergeConflict>();
        for (var field : CustomerField.ALL) {
            if (field.kind() != CustomerField.Kind.CONSENT && !DERIVED.contains(field)) {
                note(conflicts, field.field(), text(into.value(field)), text(from.value(field)));
            }
        }
        own.keySet().stream()
                .sorted()
                .forEach(key -> note(conflicts, "custom." + key, custom(into, key), custom(from, key)));
        return conflicts;
    }

    private static void note(
            List<MergeConflict> conflicts, String field, @Nullable String kept, @Nullable String dropped) {
        if (kept != null && dropped != null && !kept.equals(dropped)) {
            conflicts.add(new MergeConflict(field, kept, dropped));
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Location location -> CustomValues.JSON.valueToTree(location).toString();
            default -> value.toString();
        };
    }

    private @Nullable String custom(CustomerRow row, String key) {
        @Nullable JsonNode value = row.custom(key);
        if (value == null) {
            return null;
        }
        var type = Objects.requireNonNull(own.get(key)).type();
        return CustomValues.personal(value)
                .orElseGet(() -> type == AttributeType.INSTANT && value.isNumber()
                        ? Instant.EPOCH
                                .plus(value.longValue(), ChronoUnit.MICROS)
                                .toString()
                        : number(value).orElseGet(() -> value.isValueNode() ? value.asText() : value.toString()));
    }

    private static Optional<String> number(JsonNode value) {
        return value.isNumber()
                ? Optional.of(CustomValues.decimal(value.decimalValue())
                        .decimalValue()
                        .toPlainString())
                : Optional.empty();
    }

    /// Topics about which they have not said the same.
    List<MergeConsent> consents() {
        var topics = new LinkedHashSet<>(ConsentTopic.ALL);
        topics.removeIf(topic -> from.consents().state(topic) == into.consents().state(topic));
        return topics.stream().map(this::consent).toList();
    }

    private MergeConsent consent(ConsentTopic topic) {
        var said = from.consents().all().get(topic);
        var kept = into.consents().all().get(topic);
        boolean taken = said != null && said.outdoes(kept);
        return new MergeConsent(
                topic.purpose(),
                topic.channel(),
                from.consents().state(topic),
                said == null ? null : said.at(),
                into.consents().state(topic),
                kept == null ? null : kept.at(),
                (taken ? from : into).consents().state(topic));
    }
}
