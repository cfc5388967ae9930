package io.kequn.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.graphql.Node;
import io.kequn.platform.value.Versioned;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Something that a customer has done. Nothing of it changes but, when customers are merged, whose it is.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Event(
        @Name("uuid") UUID id,
        String source,
        String externalId,
        UUID customerId,
        String name,
        Instant occurredAt,

        @Schema(
                type = SchemaType.OBJECT,
                additionalProperties = Object.class,
                description = "What is said of the event, by names.")
        @Description("What is said of the event, by names.")
        Object properties,

        Instant recordedAt)
        implements Versioned, Node {
    @Override
    @Ignore
    public String etag() {
        return customerId.toString();
    }

    @Override
    public String nodeKey() {
        return id.toString();
    }
}
