package io.kequn.platform.http;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;

/// No resource method gets null for a body, neither for nothing nor for the JSON `null`, but those that say
/// `@RequestBody(required = false)`.
@Provider
class BodyRequired implements ReaderInterceptor {
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        Object body = context.proceed();
        if (body == null && isRequired(context)) {
            throw INPUT_INVALID.at("", "The request needs a JSON body.", "请求须带 JSON 请求体。");
        }
        return body;
    }

    private static boolean isRequired(ReaderInterceptorContext context) {
        return Arrays.stream(context.getAnnotations())
                .noneMatch(annotation -> annotation instanceof RequestBody body && !body.required());
    }
}
