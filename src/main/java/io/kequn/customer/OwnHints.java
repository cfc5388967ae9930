package io.kequn.customer;

import io.kequn.rule.LintHints;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What rules about customers disregard by mistake: values that no customer can get.
final class OwnHints {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> NEVER_BELOW_ZERO =
            Set.of("number_of_orders", "refunded_amount", "days_between_orders", "points_expiring");

    private OwnHints() {}

    static LintHints of(List<Attribute> own) {
        Map<String, Set<String>> listed = new HashMap<>();
        listed.put("country", COUNTRIES);
        for (Attribute attribute : own) {
            var allowed = attribute.allowedValues();
            if (allowed != null) {
                listed.put(ShopVocabulary.CUSTOM + attribute.key(), Set.copyOf(allowed));
            }
        }
        return new LintHints(listed, NEVER_BELOW_ZERO);
    }
}
