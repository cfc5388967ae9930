package io.kequn.customer;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What an attribute shall be. Neither the type nor whether it is personal changes once the attribute is there.
public record AttributeSpec(
        String name,
        @Nullable String description,
        AttributeType type,
        @Nullable List<String> allowedValues,

        @Nullable
        @Schema(
                description = "Whether it says who a person is: it is then stored encrypted, and rules can only ask for"
                        + " equality. Texts only; never changes once the attribute is there. False unless given.")
        Boolean personal) {
    boolean isPersonal() {
        return Boolean.TRUE.equals(personal);
    }
}
