package io.kequn.customer;

import io.kequn.platform.access.Shop;
import io.kequn.rule.Vocabulary;

/// What a feature adds to the language in which rules and filters ask about customers: its sets, functions and
/// aliases. Every bean of this type is asked.
public interface VocabularyPart {
    void addTo(Vocabulary.Builder builder, Shop shop);
}
