package io.kequn.platform.http;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.kequn.platform.problem.Outcome;
import io.kequn.platform.problem.Problem;
import io.kequn.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/// A batch as newline-delimited JSON: one item a line in, one answer a line out, in the same order. Empty lines
/// are counted but have no answer; a line that cannot be read spares the others.
public final class JsonLines<T> {
    /// As many lines as one request may have.
    public static final int MOST = 1_000;

    private final ObjectMapper json;
    private final ObjectReader reader;

    public JsonLines(ObjectMapper json, Class<T> item) {
        this.json = json;
        this.reader = json.readerFor(item);
    }

    /// What one line is answered, if it was not refused.
    public record Answer(int status, Object result) {}

    /// The answer to one line. `index` is the line's own number in what was sent, from 0; there is a `result`
    /// or an `error`.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            int index,
            int status,
            @Nullable Object result,
            @Nullable Problem error) {}

    /// Reads the lines, has those that can be read written, which gives an outcome for each in their order, and
    /// shows all of it.
    public <R> Uni<RestResponse<String>> answer(
            String body, Function<List<T>, Uni<List<Outcome<R>>>> write, Function<R, Answer> show) {
        var read = sent(body).stream()
                .map(line -> new Read<>(line.index, read(line.text)))
                .toList();
        var readable = read.stream()
                .map(Read::item)
                .filter(Outcome.Done.class::isInstance)
                .map(Outcome::orThrow)
                .toList();
        return write.apply(readable).map(outcomes -> answer(read, outcomes, show));
    }

    private record Sent(int index, String text) {}

    /// The lines that are not blank. Not one more is kept than may be: a body of short lines is far larger in
    /// pieces.
    private static List<Sent> sent(String body) {
        var lines = new ArrayList<Sent>();
        int index = 0;
        for (var each = body.lines().iterator(); each.hasNext(); index++) {
            var line = each.next();
            if (line.isBlank()) {
                continue;
            }
            if (lines.size() == MOST) {
                throw INPUT_INVALID.because("At most " + MOST + " lines at once.", "每次最多 " + MOST + " 行。");
            }
            lines.add(new Sent(index, line));
        }
        if (lines.isEmpty()) {
            throw INPUT_INVALID.because("Send one item a line.", "请每行发送一项。");
        }
        return lines;
    }

    private record Read<T>(int index, Outcome<T> item) {}

    private Outcome<T> read(String line) {
        try {
            T item = reader.readValue(line);
            return item == null
                    ? new Outcome.Refused<>(INPUT_INVALID.because("The line holds nothing.", "该行没有内容。"))
                    : new Outcome.Done<>(item);
        } catch (JsonProcessingException e) {
            return new Outcome.Refused<>(JsonProblems.of(e));
        }
    }

    private <R> RestResponse<String> answer(List<Read<T>> read, List<Outcome<R>> written, Function<R, Answer> show) {
        var next = written.iterator();
        var answers = new ArrayList<Line>(read.size());
        for (var line : read) {
            answers.add(
                    switch (line.item) {
                        case Outcome.Refused<T>(var refusal) -> refused(line.index, refusal);
                        case Outcome.Done<T> done -> line(line.index, next.next(), show);
                    });
        }
        var text = new StringBuilder(answers.size() * 300);
        answers.forEach(answer -> text.append(write(answer)).append('\n'));
        return ResponseBuilder.ok(text.toString()).type(MediaTypes.NDJSON).build();
    }

    private static <R> Line line(int index, Outcome<R> outcome, Function<R, Answer> show) {
        return switch (outcome) {
            case Outcome.Refused<R>(var refusal) -> refused(index, refusal);
            case Outcome.Done<R>(var done) -> {
                var answer = show.apply(done);
                yield new Line(index, answer.status(), answer.result(), null);
            }
        };
    }

    private static Line refused(int index, Refusal refusal) {
        return new Line(
                index,
                refusal.code().status(),
                null,
                Problem.of(
                        refusal,
                        RequestInfo.current().locale(),
                        RequestInfo.current().traceId()));
    }

    private String write(Line line) {
        try {
            return json.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
