package io.kequn.imports;

import static io.kequn.imports.Targets.CUSTOM;
import static io.kequn.imports.Targets.EXTERNAL_ID;
import static io.kequn.imports.Targets.TAGS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kequn.customer.AttributeType;
import io.kequn.customer.CustomerFields;
import io.kequn.customer.CustomerReference;
import io.kequn.customer.CustomerWriter;
import io.kequn.customer.Identity;
import io.kequn.platform.http.JsonProblems;
import io.kequn.platform.problem.Text;
import io.kequn.platform.value.Patch;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes what is said about a customer of one row. An empty cell says nothing.
final class CustomerAssembly {
    private static final Set<String> TRUE = Set.of("true", "yes", "y", "1", "是");
    private static final Set<String> FALSE = Set.of("false", "no", "n", "0", "否");

    private final ImportPlan plan;
    private final Faults faults;
    private final ObjectMapper json;
    private final Map<String, AttributeType> attributes;

    CustomerAssembly(ImportPlan plan, Faults faults, ObjectMapper json, Map<String, AttributeType> attributes) {
        this.plan = plan;
        this.faults = faults;
        this.json = json;
        this.attributes = attributes;
    }

    record Assembled(CustomerWriter.Item item, List<String> tags, Row row) {}

    /// Empty after noting what is wrong.
    Optional<Assembled> assemble(Row row) {
        var given = row.json();
        var object = given == null ? object(row) : given.deepCopy();
        var id = text(object.remove(EXTERNAL_ID));
        var tags = given == null ? tags(row) : tags(row, object.remove(TAGS));
        if (id == null) {
            note(row, "input_invalid", EXTERNAL_ID, "Is required.", "必填。");
            return Optional.empty();
        }
        var identity = new Identity(plan.source(), id);
        if (!CustomerReference.isValid(identity)) {
            note(row, "value_invalid", EXTERNAL_ID, "Must be 1 to 255 characters, on one line.", "须为 1 至 255 个单行字符。");
        }
        return faults.has(row)
                ? Optional.empty()
                : fields(row, object)
                        .map(fields -> new Assembled(new CustomerWriter.Item(identity, fields), tags, row));
    }

    private Optional<Patch<CustomerFields>> fields(Row row, ObjectNode object) {
        try {
            var given = new LinkedHashSet<String>();
            object.fieldNames().forEachRemaining(given::add);
            return Optional.of(new Patch<>(json.treeToValue(object, CustomerFields.class), given));
        } catch (JsonProcessingException e) {
            faults.refuse(row, JsonProblems.of(e));
            return Optional.empty();
        }
    }

    private ObjectNode object(Row row) {
        var object = json.createObjectNode();
        row.values().forEach((target, value) -> {
            if (target.startsWith(CUSTOM)) {
                var key = target.substring(CUSTOM.length());
                object.withObject("/custom").set(key, custom(row, target, attributes.get(key), value));
            } else if (!target.equals(TAGS)) {
                object.set(target, standard(row, target, value));
            }
        });
        return object;
    }

    private @Nullable JsonNode standard(Row row, String target, String value) {
        Class<?> type = Targets.PROFILE.getOrDefault(target, String.class);
        if (type == LocalDate.class) {
            return date(row, target, value);
        }
        if (type == Instant.class) {
            return instant(row, target, value);
        }
        return TextNode.valueOf(type == String.class ? value : value.toLowerCase(Locale.ROOT));
    }

    private @Nullable JsonNode custom(Row row, String target, @Nullable AttributeType type, String value) {
        return switch (type) {
            case STRING -> TextNode.valueOf(value);
            case NUMBER ->
                plan.cells()
                        .number(value)
                        .<JsonNode>map(json.getNodeFactory()::numberNode)
                        .orElseGet(() -> wrong(row, target, "Is no number that can be read.", "无法识别的数值。"));
            case BOOLEAN -> truth(row, target, value.toLowerCase(Locale.ROOT));
            case DATE -> date(row, target, value);
            case INSTANT -> instant(row, target, value);
            case SET -> array(OrderAssembly.split(value, plan.separatorOf(target)));
            case null -> TextNode.valueOf(value); // refused with the nearest key where the row is written
        };
    }

    private @Nullable JsonNode truth(Row row, String target, String value) {
        boolean holds = TRUE.contains(value);
        return holds || FALSE.contains(value)
                ? json.getNodeFactory().booleanNode(holds)
                : wrong(row, target, "Must be `true` or `false`.", "须为 `true` 或 `false`。");
    }

    private @Nullable JsonNode date(Row row, String target, String value) {
        return plan.cells()
                .date(value)
                .<JsonNode>map(date -> TextNode.valueOf(date.toString()))
                .orElseGet(() -> wrong(row, target, "Is no date in one of the formats.", "不符合任何日期格式。"));
    }

    private @Nullable JsonNode instant(Row row, String target, String value) {
        return plan.cells()
                .instant(value)
                .<JsonNode>map(instant -> TextNode.valueOf(instant.toString()))
                .orElseGet(() -> wrong(row, target, "Is no time in one of the formats.", "不符合任何日期格式。"));
    }

    private ArrayNode array(List<String> texts) {
        var array = json.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    private JsonNode wrong(Row row, String target, String english, String chinese) {
        note(row, "value_invalid", target, english, chinese);
        return json.nullNode();
    }

    private void note(Row row, String code, String target, String english, String chinese) {
        faults.add(row, code, plan.columnOf(target), new Text(english, chinese));
    }

    private List<String> tags(Row row) {
        var value = row.get(TAGS);
        return value == null ? List.of() : OrderAssembly.split(value, plan.separatorOf(TAGS));
    }

    private List<String> tags(Row row, @Nullable JsonNode given) {
        var tags = new ArrayList<String>();
        if (given != null && given.isArray()) {
            given.forEach(tag -> tags.add(tag.asText()));
        } else if (given != null && !given.isNull()) {
            note(row, "input_invalid", TAGS, "Must be a list of tag keys.", "须为标签键列表。");
        }
        return tags;
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null || !node.isValueNode() || node.isNull() ? null : node.asText();
    }
}
