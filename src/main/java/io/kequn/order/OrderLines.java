package io.kequn.order;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.http.JsonProblems;
import io.kequn.platform.http.RequestInfo;
import io.kequn.platform.problem.Problem;
import io.kequn.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/// Orders as newline-delimited JSON: one order a line in, one answer a line out, in the same order. Empty lines are
/// skipped and have no answer.
@Singleton
class OrderLines {
    static final String NDJSON = "application/x-ndjson";

    private final OrderService orders;
    private final ObjectMapper json;
    private final ObjectReader reader;

    OrderLines(OrderService orders, ObjectMapper json) {
        this.orders = orders;
        this.json = json;
        this.reader = json.readerFor(NewOrder.class);
    }

    /// The answer to one line. `index` counts the lines that are not empty, from 0; there is a `result` or an `error`.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            int index,
            int status,
            @Nullable Result result,
            @Nullable Problem error) {}

    /// Enough to go on with; the whole order is a read away.
    record Result(
            UUID id,
            String source,
            String externalId,
            UUID customerId,
            OrderStatus status,
            int version,
            boolean replayed,
            List<MembershipChange> membershipChanges) {
        static Result of(Order order, OrderResult result) {
            return new Result(
                    order.id(),
                    order.source(),
                    order.externalId(),
                    order.customerId(),
                    order.status(),
                    order.version(),
                    result.replayed(),
                    result.membershipChanges());
        }
    }

    Uni<RestResponse<String>> put(String body) {
        var lines = body.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            throw INPUT_INVALID.because("Send one order a line.", "请每行发送一个订单。");
        }
        if (lines.size() > OrderBatch.MOST) {
            throw INPUT_INVALID.because(
                    "At most 1000 lines at once, not " + lines.size() + "; import larger files.",
                    "每次最多 1000 行，实际 " + lines.size() + " 行；大文件请使用导入。");
        }
        var read = lines.stream().map(this::read).toList();
        var readable = read.stream()
                .filter(Outcome.Done.class::isInstance)
                .map(Outcome::orThrow)
                .toList();
        return orders.putAll(readable).map(outcomes -> answer(read, outcomes));
    }

    private Outcome<NewOrder> read(String line) {
        try {
            NewOrder order = reader.readValue(line);
            return order == null
                    ? new Outcome.Refused<>(INPUT_INVALID.because("The line holds no order.", "该行没有订单。"))
                    : new Outcome.Done<>(order);
        } catch (JsonProcessingException e) {
            return new Outcome.Refused<>(JsonProblems.of(e));
        }
    }

    private RestResponse<String> answer(List<Outcome<NewOrder>> read, List<Outcome<OrderResult>> written) {
        var next = written.iterator();
        var answers = new ArrayList<Line>(read.size());
        for (var line : read) {
            int index = answers.size();
            answers.add(
                    switch (line) {
                        case Outcome.Refused<NewOrder>(var refusal) -> refused(index, refusal);
                        case Outcome.Done<NewOrder> done -> line(index, next.next());
                    });
        }
        var text = new StringBuilder(answers.size() * 300);
        answers.forEach(answer -> text.append(write(answer)).append('\n'));
        return ResponseBuilder.ok(text.toString()).type(NDJSON).build();
    }

    private Line line(int index, Outcome<OrderResult> outcome) {
        return switch (outcome) {
            case Outcome.Refused<OrderResult>(var refusal) -> refused(index, refusal);
            case Outcome.Done<OrderResult>(var done) -> {
                var order = java.util.Objects.requireNonNull(done.order());
                yield new Line(index, done.created() ? 201 : 200, Result.of(order, done), null);
            }
        };
    }

    private Line refused(int index, Refusal refusal) {
        return new Line(
                index,
                refusal.code().status(),
                null,
                Problem.of(
                        refusal,
                        RequestInfo.current().locale(),
                        RequestInfo.current().requestId()));
    }

    private String write(Line line) {
        try {
            return json.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
