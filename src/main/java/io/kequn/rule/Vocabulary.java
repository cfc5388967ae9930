package io.kequn.rule;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What rules of one shop can ask about, and how SQL reads it. Immutable; build one with `Vocabulary.builder()`.
public final class Vocabulary {
    private final Map<String, Attribute> attributes;
    private final Map<String, Attribute> earlier;
    private final Map<String, RuleFunction> functions;
    private final Map<String, Alias> aliases;
    private final Memberships segments;
    private final LayerSets layers;
    private final int currencyDigits;
    private final LintHints hints;

    private Vocabulary(Builder builder) {
        attributes = new LinkedHashMap<>(builder.attributes);
        earlier = new LinkedHashMap<>(builder.earlier);
        functions = new LinkedHashMap<>(builder.functions);
        aliases = new LinkedHashMap<>(builder.aliases);
        segments = builder.segments;
        layers = builder.layers;
        currencyDigits = builder.currencyDigits;
        hints = builder.hints;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// To read rules before what they read is there.
    public Vocabulary with(Planned planned) {
        var builder = copy(segments.withPlanned(planned.segments()), layers.withPlanned(planned.layerSets()));
        planned.attributes().forEach(attribute -> builder.attributes.putIfAbsent(attribute.key(), attribute));
        planned.levels().forEach(attribute -> builder.attributes.put(attribute.key(), attribute));
        builder.functions.replaceAll((name, function) -> function.withDeclared(planned.events()));
        return builder.build();
    }

    /// To read a rule that was stored when there were other segments, layers and levels.
    public Vocabulary withEarlier() {
        var builder = copy(segments.withArchived(), layers.withEarlier());
        builder.attributes.putAll(earlier);
        return builder.build();
    }

    /// To lint rules: of the tags that they name, only these exist.
    public Vocabulary withTags(Set<String> existing) {
        return copy(segments, layers).hints(hints.withTags(existing)).build();
    }

    private Builder copy(Memberships otherSegments, LayerSets otherLayers) {
        var builder = new Builder();
        builder.attributes.putAll(attributes);
        builder.earlier.putAll(earlier);
        builder.functions.putAll(functions);
        builder.aliases.putAll(aliases);
        builder.currencyDigits = currencyDigits;
        builder.hints = hints;
        return builder.segments(otherSegments).layers(otherLayers);
    }

    public List<Attribute> attributes() {
        return List.copyOf(attributes.values());
    }

    public List<RuleFunction> functions() {
        return List.copyOf(functions.values());
    }

    /// Names from other systems that are read for attributes.
    public List<Alias> aliases() {
        return List.copyOf(aliases.values());
    }

    /// The segments that rules can ask about.
    public Memberships segments() {
        return segments;
    }

    /// The layer sets that rules can ask about.
    public LayerSets layers() {
        return layers;
    }

    /// All of it as data to publish, with these names for people.
    public RuleCatalog catalog(RuleCatalog.Words words) {
        return new CatalogEntries(this, words).all();
    }

    /// Fraction digits of the shop's currency: 2 for USD, 0 for JPY.
    public int currencyDigits() {
        return currencyDigits;
    }

    LintHints hints() {
        return hints;
    }

    @Nullable
    Attribute attribute(String key) {
        return attributes.get(key);
    }

    @Nullable
    RuleFunction function(String name) {
        return functions.get(name);
    }

    @Nullable
    Alias alias(String spelling) {
        return aliases.get(spelling);
    }

    /// The attribute of a checked condition, which must have been checked with this vocabulary or a smaller one.
    Attribute attributeOf(String key) {
        return known(attributes.get(key), key);
    }

    RuleFunction functionOf(Rule.Matches condition) {
        return known(functions.get(condition.function()), condition.function());
    }

    static <T> T known(@Nullable T entry, String name) {
        if (entry == null) {
            throw new IllegalArgumentException("The rule was checked with a vocabulary that knows " + name);
        }
        return entry;
    }

    /// Collects a vocabulary. A name that is added twice is a mistake of the program and throws at once.
    public static final class Builder {
        private final Map<String, Attribute> attributes = new LinkedHashMap<>();
        private final Map<String, Attribute> earlier = new LinkedHashMap<>();
        private final Map<String, RuleFunction> functions = new LinkedHashMap<>();
        private final Map<String, Alias> aliases = new LinkedHashMap<>();
        private Memberships segments = Memberships.none();
        private LayerSets layers = LayerSets.none();
        private int currencyDigits = 2;
        private LintHints hints = LintHints.NONE;

        private Builder() {}

        @CanIgnoreReturnValue
        public Builder attribute(Attribute attribute) {
            once(attributes, attribute.key(), attribute);
            return this;
        }

        /// An attribute as it has been, with all values that it ever had; only rules from before may still need
        /// it.
        @CanIgnoreReturnValue
        public Builder earlier(Attribute attribute) {
            once(earlier, attribute.key(), attribute);
            return this;
        }

        @CanIgnoreReturnValue
        public Builder attributes(Collection<Attribute> more) {
            more.forEach(this::attribute);
            return this;
        }

        @CanIgnoreReturnValue
        public Builder function(RuleFunction function) {
            once(functions, function.name(), function);
            return this;
        }

        @CanIgnoreReturnValue
        public Builder alias(Alias alias) {
            once(aliases, alias.spelling(), alias);
            return this;
        }

        /// None unless said.
        @CanIgnoreReturnValue
        public Builder segments(Memberships memberships) {
            segments = memberships;
            return this;
        }

        /// None unless said.
        @CanIgnoreReturnValue
        public Builder layers(LayerSets layerSets) {
            layers = layerSets;
            return this;
        }

        /// Fraction digits of the shop's currency; 2 unless said.
        @CanIgnoreReturnValue
        public Builder currencyDigits(int digits) {
            currencyDigits = digits;
            return this;
        }

        /// None unless said.
        @CanIgnoreReturnValue
        public Builder hints(LintHints known) {
            hints = known;
            return this;
        }

        public Vocabulary build() {
            return new Vocabulary(this);
        }

        private static <T> void once(Map<String, T> map, String name, T entry) {
            if (map.putIfAbsent(name, entry) != null) {
                throw new IllegalArgumentException(name + " is in the vocabulary twice");
            }
        }
    }
}
