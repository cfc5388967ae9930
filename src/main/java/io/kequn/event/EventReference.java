package io.kequn.event;

import static io.kequn.platform.problem.ErrorCode.EVENT_NOT_FOUND;

import io.kequn.customer.CustomerReference;
import io.kequn.platform.problem.Refusal;
import java.util.Optional;
import java.util.UUID;

/// How a caller names an event: by id, or by `{source}:{externalId}`, written as for customers.
sealed interface EventReference {
    record ById(UUID id) implements EventReference {}

    record ByKey(EventKey key) implements EventReference {}

    /// Empty if the text can name no event.
    static Optional<EventReference> of(String text) {
        return CustomerReference.parse(text).map(EventReference::of);
    }

    private static EventReference of(CustomerReference reference) {
        return switch (reference) {
            case CustomerReference.ById(var id) -> new ById(id);
            case CustomerReference.ByIdentity(var name) -> new ByKey(new EventKey(name.source(), name.externalId()));
        };
    }

    static Refusal notFound(String text) {
        var hint = CustomerReference.lowerCase(text);
        return EVENT_NOT_FOUND.because(
                "No event is known as `" + text + "`; name it by its id or `{source}:{externalId}`." + hint.english(),
                "没有名为 `" + text + "` 的事件；请使用事件 id 或 `{source}:{externalId}`。" + hint.chinese());
    }
}
