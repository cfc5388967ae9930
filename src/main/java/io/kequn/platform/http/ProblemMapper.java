package io.kequn.platform.http;

import static io.kequn.platform.problem.ErrorCode.METHOD_NOT_ALLOWED;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.kequn.platform.problem.Problem;
import io.kequn.platform.problem.Refusal;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Answers every failure of REST with a problem document. The exceptions are named one by one where the framework has
/// a mapper of its own, because the nearest class wins.
class ProblemMapper {
    private final Problems problems;
    private final AllowedMethods methods;

    ProblemMapper(Problems problems, AllowedMethods methods) {
        this.problems = problems;
        this.methods = methods;
    }

    @ServerExceptionMapper({
        Throwable.class,
        WebApplicationException.class,
        NotFoundException.class,
        MismatchedInputException.class
    })
    Response toResponse(Throwable failure, UriInfo address) {
        Refusal refusal = Failures.refusal(failure);
        var response = Response.status(refusal.code().status())
                .type(Problem.MEDIA_TYPE)
                .header("Content-Language", RequestInfo.current().locale().getLanguage())
                .header("Cache-Control", "no-store")
                .entity(problems.document(refusal));
        Problems.fields(refusal).forEach(response::header);
        return refusal.code() == METHOD_NOT_ALLOWED
                ? response.header(HttpHeaders.ALLOW, methods.of(address.getPath()))
                        .build()
                : response.build();
    }
}
