package io.kequn.catalog;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// The query parameters of a question about values; used as a `@BeanParam`.
public class ValueQuery {
    @QueryParam("attribute")
    @Parameter(
            description = "An attribute such as `city` or `custom.size`; `segment` for the keys of segments,"
                    + " `layer.<set>` for the layers of a set.")
    @Nullable
    String attribute;

    @QueryParam("function")
    @Parameter(description = "A function such as `products_purchased`; `parameter` names which of its parameters.")
    @Nullable
    String function;

    @QueryParam("parameter")
    @Parameter(description = "A parameter of the function, such as `category`.")
    @Nullable
    String parameter;

    @QueryParam("event")
    @Parameter(description = "For the function `event`: the event whose property it is.")
    @Nullable
    String event;

    @QueryParam("search")
    @Parameter(description = "What the value or its name begins with, whatever the case.")
    @Nullable
    String search;

    @QueryParam("limit")
    @Parameter(
            description = "How many values: 20 unless said, at most 100.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", defaultValue = "20"))
    @Nullable
    Integer limit;

    ValueQuestion question() {
        return new ValueQuestion(attribute, function, parameter, event, search, limit);
    }
}
