package io.kequn.platform.http;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import io.kequn.platform.page.PageRequest;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// The query parameters of every list; used as a `@BeanParam`. They are read here, because the framework would answer
/// a wrong number with "not found".
public class PageQuery {
    @QueryParam("limit")
    @Parameter(
            description = "How many items: 50 unless said, at most 200.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", defaultValue = "50"))
    @Nullable
    String limit;

    @QueryParam("after")
    @Parameter(description = "`page.next` of the page before.")
    @Nullable
    String after;

    @QueryParam("count")
    @Parameter(
            description = "Whether to give `page.total`.",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @Nullable
    String count;

    /// The page asked for; refuses what is no number and no truth value.
    public PageRequest request() {
        return PageRequest.of(size(), after, isCounted(), "limit");
    }

    private @Nullable Integer size() {
        if (limit == null) {
            return null;
        }
        if (!limit.matches("\\d{1,9}")) {
            throw INPUT_INVALID.at("limit", "Must be a whole number of at least 1.", "须为不小于 1 的整数。");
        }
        return Integer.valueOf(limit);
    }

    private boolean isCounted() {
        if (count != null && !count.equals("true") && !count.equals("false")) {
            throw INPUT_INVALID.at("count", "Must be `true` or `false`.", "须为 `true` 或 `false`。");
        }
        return "true".equals(count);
    }
}
