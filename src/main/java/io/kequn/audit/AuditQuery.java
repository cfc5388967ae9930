package io.kequn.audit;

import io.kequn.platform.problem.Inputs;
import io.kequn.platform.value.Times;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// The query parameters of the audit log; used as a `@BeanParam`.
public class AuditQuery {
    @QueryParam("resource")
    @Parameter(description = "Only of this kind, such as `segment`.")
    @Nullable
    String resource;

    @QueryParam("resourceId")
    @Parameter(description = "Only of the one with this key or id.")
    @Nullable
    String resourceId;

    @QueryParam("actor")
    @Parameter(description = "Only by this one, as an entry's `actor.id` has it.")
    @Nullable
    String actor;

    @QueryParam("operation")
    @Parameter(description = "`created`, `updated`, `deleted`, `read`, `merged` or `unmerged`.")
    @Nullable
    String operation;

    @QueryParam("requestId")
    @Parameter(description = "Only by the request with this `X-Request-Id`.")
    @Nullable
    String requestId;

    @QueryParam("customer")
    @Parameter(
            description = "Only those that name this customer, by id, or one that was merged into it; of lists the"
                    + " first 20 are named.")
    @Nullable
    String customer;

    @QueryParam("from")
    @Parameter(
            description = "Recorded at this instant or later (RFC 3339 with an offset).",
            example = "2026-01-31T12:00:00Z")
    @Nullable
    String from;

    @QueryParam("until")
    @Parameter(description = "Recorded before this instant.", example = "2026-02-01T12:00:00Z")
    @Nullable
    String until;

    @QueryParam("shop")
    @Parameter(description = "For the platform alone: the key of the shop whose log it is, its own unless said.")
    @Nullable
    String shop;

    /// Refuses what cannot be meant with `value_invalid`.
    AuditFilter filter() {
        var inputs = new Inputs();
        var filter = new AuditFilter(
                resource,
                resourceId,
                actor,
                operation == null ? null : inputs.choice("operation", operation, AuditOperation.BY_TEXT),
                requestId,
                customer,
                instant(inputs, "from", from),
                instant(inputs, "until", until),
                shop);
        inputs.check();
        return filter.checked(name -> name);
    }

    private static @Nullable Instant instant(Inputs inputs, String name, @Nullable String text) {
        return text == null ? null : inputs.parsed(name, text, Times::instant, Instant.EPOCH, Times.INSTANT);
    }
}
