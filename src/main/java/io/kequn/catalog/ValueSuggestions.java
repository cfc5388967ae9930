package io.kequn.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values that customers have, the most frequent first; then those that are defined and nobody has.
///
/// @param of what they are values of: `city`, `products_purchased.category`
/// @param customersCounted how many customers were looked at
/// @param approximate whether the shop has more customers than were looked at: a value that few have may be missing
public record ValueSuggestions(String of, int customersCounted, boolean approximate, List<SuggestedValue> values) {
    public ValueSuggestions {
        values = List.copyOf(values);
    }

    /// A value.
    ///
    /// @param name what people call it, such as the name of a tag; null if it has none
    /// @param customers how many of the customers that were looked at have it
    public record SuggestedValue(String value, @Nullable String name, int customers) {}
}
