package io.kequn.analytics;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// The query parameters of a cross-tabulation; used as a `@BeanParam`.
public class CrosstabQuery {
    @QueryParam("rows")
    @Parameter(
            required = true,
            description = "A layer set (`layer.value`), an exclusive tag group (`tagGroup.worth`), a level program"
                    + " (`level.club`), an attribute with few values (`city`, `custom.style`), or a numeric one with bands"
                    + " (`age:18,25,35`).",
            example = "age:18,25,35")
    @Nullable
    String rows;

    @QueryParam("columns")
    @Parameter(required = true, description = "The same for the columns.", example = "layer.value")
    @Nullable
    String columns;

    @QueryParam("filter")
    @Parameter(description = "A rule: only those whom it selects are counted.", example = "number_of_orders > 0")
    @Nullable
    String filter;

    CrosstabQuestion question() {
        return new CrosstabQuestion(rows, columns, filter);
    }
}
