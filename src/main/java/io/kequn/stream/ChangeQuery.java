package io.kequn.stream;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import io.kequn.platform.value.Ids;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// The query parameters by which events are asked for; used as a `@BeanParam`. Each of the filter may be there
/// several times.
public class ChangeQuery {
    @QueryParam("since")
    @Parameter(
            description = "The `token` of the page before, or the `id` of an event of a stream, with the same filter;"
                    + " none: begin with the oldest that is kept.")
    @Nullable
    String since;

    @QueryParam("latest")
    @Parameter(
            description = "Leave out what has happened, and begin with what happens from now on.",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @DefaultValue("false")
    boolean latest;

    @QueryParam("limit")
    @Parameter(
            description = "How many events: 200 unless said, at most 1,000; a stream has no limit.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", defaultValue = "200"))
    @Nullable
    Integer limit;

    @QueryParam("type")
    @Parameter(description = "Types of events, such as `tag.assigned.v1`, or all that begin alike, as `segment.*`.")
    @Nullable
    List<String> type;

    @QueryParam("customer")
    @Parameter(description = "Only of these customers, by id; at most 100.")
    @Nullable
    List<String> customer;

    @QueryParam("segment")
    @Parameter(
            description =
                    "Of the events of segments, only those of these; where no type is named, no others than those.")
    @Nullable
    List<String> segment;

    @QueryParam("tag")
    @Parameter(description = "The same of tags.")
    @Nullable
    List<String> tag;

    @QueryParam("tagGroup")
    @Parameter(description = "The same of all tags of these groups.")
    @Nullable
    List<String> tagGroup;

    @QueryParam("layerSet")
    @Parameter(description = "The same of layer sets.")
    @Nullable
    List<String> layerSet;

    @QueryParam("levelProgram")
    @Parameter(description = "The same of level programs.")
    @Nullable
    List<String> levelProgram;

    ChangeRequest request() {
        return request(since, latest);
    }

    /// What follows the event that a client has seen last; it says so when it connects again, to the same address.
    ChangeRequest request(@Nullable String lastEventId) {
        return lastEventId == null || lastEventId.isEmpty() ? request() : request(lastEventId, false);
    }

    private ChangeRequest request(@Nullable String from, boolean fromNow) {
        return ChangeRequest.of(filter(), from, fromNow, limit, ChangeQuery::parameter);
    }

    private ChangeFilter filter() {
        var ids =
                customer == null ? null : customer.stream().map(ChangeQuery::id).toList();
        return new ChangeFilter(type, ids, segment, tag, tagGroup, layerSet, levelProgram);
    }

    /// The filter's `segments` is the parameter `segment`, and so on.
    private static String parameter(String field) {
        return field.substring(0, field.length() - 1);
    }

    private static UUID id(String text) {
        return Ids.parse(text)
                .orElseThrow(() -> INPUT_INVALID.at(
                        "customer",
                        "Must be a customer's id; a name such as `pos:17` may lead to another customer later.",
                        "须为客户编号；`pos:17` 之类的名称日后可能指向其他客户。"));
    }
}
