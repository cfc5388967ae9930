package io.kequn.platform.http;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/// Header fields of the answers to known callers, as the contract tells them: what is left of what they may
/// ask for, and which page may read the answer.
final class ContractFields {
    private static final String RATE = "RateLimit";
    private static final String POLICY = "RateLimit-Policy";
    private static final String AGAIN = "Retry-After";
    private static final String ORIGIN = "Access-Control-Allow-Origin";
    private static final List<String> ALWAYS = List.of(RATE, POLICY, ORIGIN);

    private ContractFields() {}

    static void describe(Components components) {
        components.addHeader(
                RATE, header("How many points are left (`r`), and in how many seconds all are there again (`t`)."));
        components.addHeader(POLICY, header("How many points there are (`q`) in so many seconds (`w`)."));
        components.addHeader(ORIGIN, header("The origin of the page that asks, if it is one of the shop's own."));
        components.addHeader(AGAIN, header("In how many seconds it is worth while to send the request again."));
    }

    private static Header header(String meaning) {
        return OASFactory.createHeader()
                .description(meaning)
                .schema(OASFactory.createSchema()
                        .type(List.of(SchemaType.STRING))
                        .maxLength(200));
    }

    /// To all answers that the operation describes itself.
    static void add(Operation operation) {
        operation.getResponses().getAPIResponses().values().stream()
                .filter(answer -> answer.getRef() == null)
                .forEach(answer -> ALWAYS.forEach(name -> answer.addHeader(name, reference(name))));
    }

    /// To the answer with a problem document that stands for all operations.
    static APIResponse of(int status, APIResponse answer) {
        if (status == 429 || status == 503) {
            answer.addHeader(AGAIN, reference(AGAIN));
        }
        if (status > 401 && status < 500) {
            ALWAYS.forEach(name -> answer.addHeader(name, reference(name)));
        }
        if (status == 503) {
            answer.addHeader(ORIGIN, reference(ORIGIN));
        }
        return answer;
    }

    private static Header reference(String name) {
        return OASFactory.createHeader().ref("#/components/headers/" + name);
    }
}
