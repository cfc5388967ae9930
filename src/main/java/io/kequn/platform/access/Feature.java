package io.kequn.platform.access;

import static io.kequn.platform.access.Scope.ATTRIBUTES_READ;
import static io.kequn.platform.access.Scope.ATTRIBUTES_WRITE;
import static io.kequn.platform.access.Scope.CUSTOMERS_READ;
import static io.kequn.platform.access.Scope.CUSTOMERS_WRITE;
import static io.kequn.platform.access.Scope.CUSTOMER_TOKENS_WRITE;
import static io.kequn.platform.access.Scope.EVENTS_READ;
import static io.kequn.platform.access.Scope.EVENTS_WRITE;
import static io.kequn.platform.access.Scope.EXPORTS_READ;
import static io.kequn.platform.access.Scope.EXPORTS_WRITE;
import static io.kequn.platform.access.Scope.IMPORTS_READ;
import static io.kequn.platform.access.Scope.IMPORTS_WRITE;
import static io.kequn.platform.access.Scope.LEVELS_READ;
import static io.kequn.platform.access.Scope.LEVELS_WRITE;
import static io.kequn.platform.access.Scope.ORDERS_READ;
import static io.kequn.platform.access.Scope.ORDERS_WRITE;
import static io.kequn.platform.access.Scope.POINTS_PUBLISH;
import static io.kequn.platform.access.Scope.POINTS_READ;
import static io.kequn.platform.access.Scope.POINTS_WRITE;
import static io.kequn.platform.access.Scope.SEGMENTS_PUBLISH;
import static io.kequn.platform.access.Scope.SEGMENTS_READ;
import static io.kequn.platform.access.Scope.SEGMENTS_WRITE;
import static io.kequn.platform.access.Scope.TAGS_READ;
import static io.kequn.platform.access.Scope.TAGS_WRITE;
import static io.kequn.platform.access.Scope.WEBHOOKS_READ;
import static io.kequn.platform.access.Scope.WEBHOOKS_WRITE;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the platform gives a shop or keeps from it as a whole. This is the whole table of which operation belongs to
/// which: by the scopes that it needs; and where those are others' too, by its address and its GraphQL field.
public enum Feature {
    CUSTOMERS(Set.of(CUSTOMERS_READ, CUSTOMERS_WRITE, ATTRIBUTES_READ, ATTRIBUTES_WRITE)),
    TAGS(Set.of(TAGS_READ, TAGS_WRITE)),
    ORDERS(Set.of(ORDERS_READ, ORDERS_WRITE)),
    EVENTS(Set.of(EVENTS_READ, EVENTS_WRITE)),
    SEGMENTS(Set.of(SEGMENTS_READ, SEGMENTS_WRITE, SEGMENTS_PUBLISH)),
    LEVELS(Set.of(LEVELS_READ, LEVELS_WRITE)),
    POINTS(Set.of(POINTS_READ, POINTS_WRITE, POINTS_PUBLISH)),
    EXPORTS(Set.of(EXPORTS_READ, EXPORTS_WRITE)),
    IMPORTS(Set.of(IMPORTS_READ, IMPORTS_WRITE)),
    WEBHOOKS(Set.of(WEBHOOKS_READ, WEBHOOKS_WRITE)),
    STOREFRONT(Set.of(CUSTOMER_TOKENS_WRITE), "/v1/me", Set.of("me")),
    CHANGES("/v1/changes", Set.of("changes", "segmentMembership", "customerTags", "customerLevel")),
    SYNC("/v1/sync", Set.of("sync", "customerTagsPush")),
    ANALYTICS("/v1/analytics", Set.of("crosstab"));

    private static final Map<Scope, Feature> BY_SCOPE = Arrays.stream(values())
            .flatMap(feature -> feature.scopes.stream().map(scope -> Map.entry(scope, feature)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    private static final Map<String, Feature> BY_FIELD = Arrays.stream(values())
            .flatMap(feature -> feature.fields.stream().map(field -> Map.entry(field, feature)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    private static final Map<String, Feature> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Feature::text, Function.identity()));

    @SuppressWarnings("ImmutableEnumChecker") // Set.of
    private final Set<Scope> scopes;

    private final String path;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of
    private final Set<String> fields;

    Feature(Set<Scope> scopes) {
        this(scopes, "", Set.of());
    }

    Feature(String path, Set<String> fields) {
        this(Set.of(), path, fields);
    }

    Feature(Set<Scope> scopes, String path, Set<String> fields) {
        this.scopes = scopes;
        this.path = path;
        this.fields = fields;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Feature> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }

    /// The feature that the scope is of; empty for those that every shop has.
    static Optional<Feature> of(Scope scope) {
        return Optional.ofNullable(BY_SCOPE.get(scope));
    }

    /// The feature to which all below an address belongs.
    static Optional<Feature> ofPath(String address) {
        return Arrays.stream(values())
                .filter(feature -> !feature.path.isEmpty())
                .filter(feature -> address.equals(feature.path) || address.startsWith(feature.path + "/"))
                .findFirst();
    }

    /// The feature to which a field of GraphQL's queries, mutations or subscriptions belongs.
    static Optional<Feature> ofField(String field) {
        return Optional.ofNullable(BY_FIELD.get(field));
    }
}
