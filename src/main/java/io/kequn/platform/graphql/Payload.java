package io.kequn.platform.graphql;

import io.kequn.platform.access.Caller;
import io.kequn.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        return of(Map.of(), command, payload);
    }

    /// The same where the service names fields otherwise: `renamed` leads from its names to those of the input.
    public static <T, P> Uni<P> of(
            Map<String, String> renamed,
            Supplier<Uni<? extends T>> command,
            BiFunction<@Nullable T, List<UserError>, P> payload) {
        Locale locale = Caller.current().locale();
        var path = InputPath.ofMutation(renamed);
        return Uni.createFrom()
                .deferred(command)
                .map(result -> payload.apply(result, List.of()))
                .onFailure(Payload::isMendable)
                .recoverWithItem(failure -> payload.apply(null, UserError.of((Refusal) failure, locale, path::of)));
    }

    /// Why one item of a list in the input was refused, in the caller's language; `item` is that item's path.
    public static List<UserError> errors(Refusal refusal, List<String> item) {
        return UserError.of(refusal, Caller.current().locale(), pointer -> InputPath.below(item, pointer));
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
