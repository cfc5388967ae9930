package io.kequn.customer;

import io.kequn.platform.access.Shop;
import io.kequn.rule.VocabularyBuilder;

/// What a feature adds to the language in which rules and filters ask about customers: its sets, functions and
/// aliases. Every bean of this type is asked.
public interface VocabularyPart {
    void addTo(VocabularyBuilder builder, Shop shop);
}
