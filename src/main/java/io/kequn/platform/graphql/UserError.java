package io.kequn.platform.graphql;

import io.kequn.platform.problem.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// Why a mutation changed nothing, as far as the caller can mend it. Codes are those of the REST problem documents.
@Description("Why a mutation changed nothing, as far as the caller can mend it.")
public record UserError(
        @Description("Stable code, the same as in REST.") String code,

        @Nullable @Description("Path into the mutation's input; null when no single field is to blame.")
        List<String> field,

        @Description("A sentence for people, in the caller's language.")
        String message) {

    static List<UserError> of(Refusal refusal, Locale locale, Function<String, @Nullable List<String>> path) {
        if (refusal.errors().isEmpty()) {
            return List.of(
                    new UserError(refusal.code().code(), null, refusal.detail().in(locale)));
        }
        return refusal.errors().stream()
                .map(error -> new UserError(
                        error.code(),
                        path.apply(error.pointer()),
                        error.message().in(locale)))
                .toList();
    }
}
