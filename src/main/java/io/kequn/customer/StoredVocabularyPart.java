package io.kequn.customer;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.rule.VocabularyBuilder;
import java.util.List;

/// What a feature adds to the language from definitions that the shop keeps, such as its segments. Every bean of this
/// type is asked.
public interface StoredVocabularyPart {
    /// Reads the definitions; `$1` is the shop's id.
    String select();

    void addTo(VocabularyBuilder builder, Shop shop, List<Columns> rows);
}
