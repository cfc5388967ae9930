package io.kequn.points;

import io.kequn.platform.problem.Inputs;
import io.kequn.platform.value.Times;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// The query parameters of a ledger; used as a `@BeanParam`.
public class LedgerQuery {
    private static final Map<String, EntryKind> KINDS = Arrays.stream(EntryKind.values())
            .collect(Collectors.toMap(EntryKind::text, kind -> kind, (one, other) -> one, LinkedHashMap::new));

    @QueryParam("kind")
    @Size(min = 1)
    @Parameter(description = "Only entries of this kind, such as `earn`.")
    @Nullable
    String kind;

    @QueryParam("from")
    @Size(min = 1)
    @Parameter(description = "Only what took effect at this instant or later.", example = "2026-01-01T00:00:00+08:00")
    @Nullable
    String from;

    @QueryParam("to")
    @Size(min = 1)
    @Parameter(description = "Only what took effect before this instant.", example = "2026-02-01T00:00:00+08:00")
    @Nullable
    String to;

    LedgerFilter filter() {
        var inputs = new Inputs();
        var filter = new LedgerFilter(
                kind == null ? null : inputs.choice("kind", kind, KINDS),
                instant(inputs, "from", from),
                instant(inputs, "to", to));
        inputs.check();
        return filter;
    }

    private static @Nullable Instant instant(Inputs inputs, String name, @Nullable String text) {
        return text == null ? null : inputs.parsed(name, text, Times::instant, Instant.EPOCH, Times.INSTANT);
    }
}
