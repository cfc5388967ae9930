package io.kequn.catalog;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

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
    String limit;

    ValueQuestion question() {
        if (limit != null && !limit.matches("\\d{1,9}")) {
            throw INPUT_INVALID.at("limit", "Must be a whole number of at least 1.", "须为不小于 1 的整数。");
        }
        return new ValueQuestion(
                attribute, function, parameter, event, search, limit == null ? null : Integer.valueOf(limit));
    }
}
