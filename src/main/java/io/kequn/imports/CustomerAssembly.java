package io.kequn.imports;

import static io.kequn.imports.Targets.EXTERNAL_ID;
import static io.kequn.imports.Targets.TAGS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kequn.customer.AttributeType;
import io.kequn.customer.CustomerFields;
import io.kequn.customer.CustomerReference;
import io.kequn.customer.CustomerWriter;
import io.kequn.customer.Identity;
import io.kequn.platform.access.Shop;
import io.kequn.platform.http.JsonProblems;
import io.kequn.platform.problem.Text;
import io.kequn.platform.value.Patch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes what is said about a customer of one row.
final class CustomerAssembly {
    private final ImportPlan plan;
    private final Shop shop;
    private final Faults faults;
    private final ObjectMapper json;
    private final CustomerCells cells;

    CustomerAssembly(
            ImportPlan plan, Shop shop, Faults faults, ObjectMapper json, Map<String, AttributeType> attributes) {
        this.plan = plan;
        this.shop = shop;
        this.faults = faults;
        this.json = json;
        this.cells = new CustomerCells(plan, faults, attributes);
    }

    record Assembled(CustomerWriter.Item item, List<String> tags, Row row) {
        Assembled {
            tags = List.copyOf(tags);
        }
    }

    /// Empty after noting what is wrong.
    Optional<Assembled> assemble(Row row) {
        var object = row.json();
        return object == null ? ofCells(row) : ofJson(row, object.deepCopy());
    }

    private Optional<Assembled> ofCells(Row row) {
        var identity = identity(row, row.get(EXTERNAL_ID));
        var fields = cells.fields(row);
        return identity.isEmpty() || faults.has(row)
                ? Optional.empty()
                : Optional.of(assembled(row, identity.get(), fields, cells.tags(row)));
    }

    private Optional<Assembled> ofJson(Row row, ObjectNode object) {
        var identity = identity(row, text(object.remove(EXTERNAL_ID)));
        var tags = tags(row, object.remove(TAGS));
        return identity.isEmpty() || faults.has(row)
                ? Optional.empty()
                : fields(row, object).map(fields -> assembled(row, identity.get(), fields, tags));
    }

    private Assembled assembled(Row row, Identity identity, Patch<CustomerFields> fields, List<String> tags) {
        return new Assembled(CustomerWriter.Item.read(shop, identity, fields), tags, row);
    }

    private Optional<Identity> identity(Row row, @Nullable String id) {
        if (id == null) {
            faults.add(row, "input_invalid", plan.columnOf(EXTERNAL_ID), RowTexts.REQUIRED);
            return Optional.empty();
        }
        var identity = new Identity(plan.source(), id);
        if (!CustomerReference.isValid(identity)) {
            faults.add(row, "value_invalid", plan.columnOf(EXTERNAL_ID), RowTexts.NO_ID);
        }
        return Optional.of(identity);
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

    private List<String> tags(Row row, @Nullable JsonNode given) {
        var tags = new ArrayList<String>();
        if (given != null && given.isArray()) {
            given.forEach(tag -> tags.add(tag.asText()));
        } else if (given != null && !given.isNull()) {
            note(row, "input_invalid", TAGS, "Must be a list of tag keys.", "须为标签键列表。");
        }
        return tags;
    }

    private void note(Row row, String code, String target, String english, String chinese) {
        faults.add(row, code, plan.columnOf(target), new Text(english, chinese));
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null || !node.isValueNode() || node.isNull() ? null : node.asText();
    }
}
