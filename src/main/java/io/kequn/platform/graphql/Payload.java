package io.kequn.platform.graphql;

import io.kequn.platform.access.Caller;
import io.kequn.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Turns the outcome of a command into the payload of a mutation: the result and no errors, or null and
/// `userErrors`.
///
/// ```java
/// @Mutation
/// public Uni<TagCreatePayload> tagCreate(NewTag input) {
///     return Payload.of(() -> tags.create(input), TagCreatePayload::new);
/// }
/// ```
public final class Payload {
    private Payload() {}

    /// What the caller can mend by another input becomes a user error. Missing credentials and scopes, outages and
    /// failures stay errors of the request.
    public static <T, P> Uni<P> of(
            Supplier<Uni<? extends T>> command, BiFunction<@Nullable T, List<UserError>, P> payload) {
        Locale locale = Caller.current().locale();
        return Uni.createFrom()
                .deferred(command)
                .map(result -> payload.apply(result, List.of()))
                .onFailure(Payload::isMendable)
                .recoverWithItem(failure -> payload.apply(null, UserError.of((Refusal) failure, locale)));
    }

    /// Why a part of the input was refused, in the caller's language.
    public static List<UserError> errors(Refusal refusal) {
        return UserError.of(refusal, Caller.current().locale());
    }

    private static boolean isMendable(Throwable failure) {
        if (!(failure instanceof Refusal refusal)) {
            return false;
        }
        return switch (refusal.code().status()) {
            case 400, 404, 409, 412, 422 -> true;
            default -> false;
        };
    }
}
