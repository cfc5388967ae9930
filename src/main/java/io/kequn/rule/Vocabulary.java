package io.kequn.rule;

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

    Vocabulary(VocabularyBuilder builder) {
        attributes = new LinkedHashMap<>(builder.attributes);
        earlier = new LinkedHashMap<>(builder.earlier);
        functions = new LinkedHashMap<>(builder.functions);
        aliases = new LinkedHashMap<>(builder.aliases);
        segments = builder.segments;
        layers = builder.layers;
        currencyDigits = builder.currencyDigits;
        hints = builder.hints;
    }

    public static VocabularyBuilder builder() {
        return new VocabularyBuilder();
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

    private VocabularyBuilder copy(Memberships otherSegments, LayerSets otherLayers) {
        var builder = new VocabularyBuilder();
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
}
