package io.kequn.rule;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// Collects a [Vocabulary]. A name that is added twice is a mistake of the program and throws at once.
public final class VocabularyBuilder {
    final Map<String, Attribute> attributes = new LinkedHashMap<>();
    final Map<String, Attribute> earlier = new LinkedHashMap<>();
    final Map<String, RuleFunction> functions = new LinkedHashMap<>();
    final Map<String, Alias> aliases = new LinkedHashMap<>();
    Memberships segments = Memberships.none();
    LayerSets layers = LayerSets.none();
    int currencyDigits = 2;
    LintHints hints = LintHints.NONE;

    VocabularyBuilder() {}

    @CanIgnoreReturnValue
    public VocabularyBuilder attribute(Attribute attribute) {
        once(attributes, attribute.key(), attribute);
        return this;
    }

    /// An attribute as it has been, with all values that it ever had; only rules from before may still need
    /// it.
    @CanIgnoreReturnValue
    public VocabularyBuilder earlier(Attribute attribute) {
        once(earlier, attribute.key(), attribute);
        return this;
    }

    @CanIgnoreReturnValue
    public VocabularyBuilder attributes(Collection<Attribute> more) {
        more.forEach(this::attribute);
        return this;
    }

    @CanIgnoreReturnValue
    public VocabularyBuilder function(RuleFunction function) {
        once(functions, function.name(), function);
        return this;
    }

    @CanIgnoreReturnValue
    public VocabularyBuilder alias(Alias alias) {
        once(aliases, alias.spelling(), alias);
        return this;
    }

    /// None unless said.
    @CanIgnoreReturnValue
    public VocabularyBuilder segments(Memberships memberships) {
        segments = memberships;
        return this;
    }

    /// None unless said.
    @CanIgnoreReturnValue
    public VocabularyBuilder layers(LayerSets layerSets) {
        layers = layerSets;
        return this;
    }

    /// Fraction digits of the shop's currency; 2 unless said.
    @CanIgnoreReturnValue
    public VocabularyBuilder currencyDigits(int digits) {
        currencyDigits = digits;
        return this;
    }

    /// None unless said.
    @CanIgnoreReturnValue
    public VocabularyBuilder hints(LintHints known) {
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
