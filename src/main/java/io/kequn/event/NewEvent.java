package io.kequn.event;

import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Something that a customer has done, of any name. It is known by `source` and `externalId`: sent again
/// unchanged, nothing happens; an event never changes, so other content under the same id is refused.
///
/// `customer` is a customer's id or `{source}:{externalId}`; an identity that nobody has yet makes a customer.
@Description("Something that a customer has done, of any name.")
public record NewEvent(
        @Description("A customer's id or `{source}:{externalId}`; an identity that nobody has yet makes a customer.")
        String customer,

        String source,
        String externalId,

        @Description("`product_viewed`, `login` …: rules ask for it by this name.")
        String name,

        Instant occurredAt,

        @Nullable
        @Schema(
                type = SchemaType.OBJECT,
                additionalProperties = Object.class,
                description = "What is to be said of the event, by names; rules can ask for each.")
        @Description("What is to be said of the event, by names; rules can ask for each.")
        Object properties) {
    /// The same event of the customer so named.
    NewEvent of(String customer) {
        return new NewEvent(customer, source, externalId, name, occurredAt, properties);
    }
}
