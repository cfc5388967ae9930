package io.kequn.platform.http;

import static io.kequn.platform.problem.ErrorCode.PATH_UNKNOWN;

import io.kequn.platform.problem.ErrorCode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/// The documentation behind the `type` of every problem document, for programs and for people. Open to all.
@Path("/problems")
@Tag(name = "Problems")
public class ProblemCatalogue {
    /// One way in which the service refuses.
    public record Kind(String type, String code, int status, String title, String titleZh) {
        static Kind of(ErrorCode code) {
            return new Kind(
                    "/problems/" + code.code(),
                    code.code(),
                    code.status(),
                    code.title(Locale.ENGLISH),
                    code.title(Locale.CHINESE));
        }
    }

    /// All of them.
    public record Kinds(List<Kind> items) {
        public Kinds {
            items = List.copyOf(items);
        }
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listProblems", summary = "List every problem code")
    public Kinds list() {
        return new Kinds(Arrays.stream(ErrorCode.values()).map(Kind::of).toList());
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public String listAsPage() {
        return page(list().items().stream().map(ProblemCatalogue::row).collect(Collectors.joining()));
    }

    @GET
    @Path("/{code}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getProblem", summary = "Explain a problem code")
    public Kind get(@RestPath String code) {
        return ErrorCode.of(code)
                .map(Kind::of)
                .orElseThrow(() ->
                        PATH_UNKNOWN.because("No problem has this code; see `/problems`.", "没有该错误码；见 `/problems`。"));
    }

    @GET
    @Path("/{code}")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public String getAsPage(@RestPath String code) {
        return page(row(get(code)));
    }

    private static String row(Kind kind) {
        return "<tr><td><a href=\"%s\"><code>%s</code></a><td>%d<td>%s<td lang=zh>%s"
                .formatted(kind.type, kind.code, kind.status, kind.title, kind.titleZh);
    }

    private static String page(String rows) {
        return """
            <!doctype html><html lang=en><meta charset=utf-8><title>Problems</title>
            <h1>Problems</h1><table><tr><th>Code<th>Status<th>Meaning<th>含义%s</table>
            """.formatted(rows);
    }
}
