package io.kequn.platform.graphql;

import io.kequn.platform.problem.FieldError;
import io.kequn.platform.problem.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

    static List<UserError> of(Refusal refusal, Locale locale) {
        if (refusal.errors().isEmpty()) {
            return List.of(
                    new UserError(refusal.code().code(), null, refusal.detail().in(locale)));
        }
        return refusal.errors().stream().map(error -> of(error, locale)).toList();
    }

    private static UserError of(FieldError error, Locale locale) {
        return new UserError(
                error.code(), path(error.pointer()), error.message().in(locale));
    }

    private static @Nullable List<String> path(String pointer) {
        var path = Arrays.stream(pointer.split("/", -1))
                .filter(part -> !part.isEmpty())
                .map(part -> part.replace("~1", "/").replace("~0", "~"))
                .toList();
        return path.isEmpty() ? null : path;
    }
}
