package io.kequn.platform.http;

import static io.kequn.platform.problem.ErrorCode.METHOD_NOT_ALLOWED;
import static io.kequn.platform.problem.ErrorCode.NOT_ACCEPTABLE;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.kequn.platform.problem.Problem;
import io.kequn.platform.problem.Refusal;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Answers every failure of REST with a problem document. The exceptions are named one by one where the
/// framework has a mapper of its own, because the nearest class wins.
class ProblemMapper {
    private final Problems problems;
    private final Offers offers;

    ProblemMapper(Problems problems, Offers offers) {
        this.problems = problems;
        this.offers = offers;
    }

    @ServerExceptionMapper({
        Throwable.class,
        WebApplicationException.class,
        NotFoundException.class,
        MismatchedInputException.class
    })
    Response toResponse(Throwable failure, UriInfo address, Request request) {
        Refusal refusal = refusal(failure, address.getPath(), request.getMethod());
        var response = Response.status(refusal.code().status())
                .type(Problem.MEDIA_TYPE)
                .header("Content-Language", RequestInfo.current().locale().getLanguage())
                .header("Cache-Control", "no-store")
                .entity(problems.document(refusal));
        Problems.fields(refusal).forEach(response::header);
        return refusal.code() == METHOD_NOT_ALLOWED
                ? response.header(
                                HttpHeaders.ALLOW,
                                offers.methods(address.getPath()).orElse("OPTIONS"))
                        .build()
                : response.build();
    }

    private Refusal refusal(Throwable failure, String path, String method) {
        var refusal = Failures.refusal(failure);
        var types = refusal.code() == NOT_ACCEPTABLE ? offers.mediaTypes(path, method) : List.<String>of();
        if (types.isEmpty()) {
            return refusal;
        }
        return NOT_ACCEPTABLE.because(
                "Accept `" + String.join("` or `", types) + "`.", "请接受 `" + String.join("` 或 `", types) + "`。");
    }
}
