package io.kequn.privacy;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// One line of what is known of a person: `manifest` first, then `profile`, a line for each row by the name of its
/// table, and `end` with the number of them, without which the file is not whole.
public record PersonRecord(
        @Schema(examples = "customer_order") String record,

        @Schema(type = SchemaType.OBJECT, additionalProperties = Object.class)
        Object data) {}
