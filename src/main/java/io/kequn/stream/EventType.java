package io.kequn.stream;

import io.kequn.feed.Change.Kind;
import io.kequn.feed.Change.Operation;
import io.kequn.platform.access.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Every type of event: what it stands for in the change log (no operation is all of them), and the scope without
/// which nobody is shown it. The text is public and stable; another meaning is another version.
public enum EventType {
    SEGMENT_ENTERED("segment.member.entered.v1", Kind.SEGMENT, Scope.SEGMENTS_READ, Operation.ADDED),
    SEGMENT_LEFT("segment.member.left.v1", Kind.SEGMENT, Scope.SEGMENTS_READ, Operation.REMOVED),
    TAG_ASSIGNED("tag.assigned.v1", Kind.TAG, Scope.TAGS_READ, Operation.ADDED),
    TAG_CHANGED("tag.changed.v1", Kind.TAG, Scope.TAGS_READ, Operation.UPDATED),
    TAG_REMOVED("tag.removed.v1", Kind.TAG, Scope.TAGS_READ, Operation.REMOVED),
    LAYER_MOVED("layer.moved.v1", Kind.LAYER, Scope.SEGMENTS_READ, null),
    LEVEL_CHANGED("level.changed.v1", Kind.LEVEL, Scope.LEVELS_READ, null),
    POINTS_CHANGED("points.changed.v1", Kind.POINTS, Scope.POINTS_READ, null),
    CUSTOMER_CREATED("customer.created.v1", Kind.PROFILE, Scope.CUSTOMERS_READ, Operation.ADDED),
    CUSTOMER_UPDATED("customer.updated.v1", Kind.PROFILE, Scope.CUSTOMERS_READ, Operation.UPDATED),
    /// The customer is another one from now on, who gets `customer.absorbed.v1`.
    CUSTOMER_MERGED("customer.merged.v1", Kind.MERGED, Scope.CUSTOMERS_READ, Operation.REMOVED),
    CUSTOMER_ABSORBED("customer.absorbed.v1", Kind.MERGED, Scope.CUSTOMERS_READ, Operation.UPDATED),
    /// The merger was undone: the customer is one of its own again.
    CUSTOMER_RESTORED("customer.restored.v1", Kind.MERGED, Scope.CUSTOMERS_READ, Operation.ADDED),
    CUSTOMER_ERASED("customer.erased.v1", Kind.ERASED, Scope.CUSTOMERS_READ, null);

    private static final String ALL = ".*";

    private final String text;
    private final Kind kind;
    private final Scope scope;
    private final @Nullable Operation operation;

    EventType(String text, Kind kind, Scope scope, @Nullable Operation operation) {
        this.text = text;
        this.kind = kind;
        this.scope = scope;
        this.operation = operation;
    }

    public String text() {
        return text;
    }

    public Scope scope() {
        return scope;
    }

    Kind kind() {
        return kind;
    }

    /// Those that a name stands for: a type, or all that begin alike, as `segment.*`; none if there are none.
    static List<EventType> named(String name) {
        return Arrays.stream(values())
                .filter(type -> name.equals(type.text) || (name.endsWith(ALL) && type.text.startsWith(beginning(name))))
                .toList();
    }

    private static String beginning(String name) {
        return name.substring(0, name.length() - ALL.length() + 1);
    }

    static EventType of(Kind kind, Operation operation) {
        return Arrays.stream(values())
                .filter(type -> type.kind == kind && (type.operation == null || type.operation == operation))
                .findFirst()
                .orElseThrow();
    }

    /// Kind and operation as [ChangeReads] compares them.
    Stream<String> logged() {
        return Arrays.stream(Operation.values())
                .filter(each -> operation == null || operation == each)
                .map(each -> (kind + "/" + each).toLowerCase(Locale.ROOT));
    }
}
