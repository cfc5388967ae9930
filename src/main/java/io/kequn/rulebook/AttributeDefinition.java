package io.kequn.rulebook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.customer.Attribute;
import io.kequn.customer.AttributeSpec;
import io.kequn.customer.AttributeType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of the shop's own attributes of customers in a file of rules. Its type never changes.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttributeDefinition(
        String key,
        String name,
        @Nullable String description,
        AttributeType type,
        @Nullable List<String> allowedValues,
        @Nullable Boolean personal) {
    static AttributeDefinition of(Attribute attribute) {
        return new AttributeDefinition(
                attribute.key(),
                attribute.name(),
                attribute.description(),
                attribute.type(),
                attribute.allowedValues(),
                attribute.personal() ? true : null);
    }

    AttributeSpec spec() {
        return new AttributeSpec(name, description, type, allowedValues, personal);
    }
}
