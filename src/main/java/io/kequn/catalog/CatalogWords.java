package io.kequn.catalog;

import io.kequn.customer.Attribute;
import io.kequn.platform.problem.Texts;
import io.kequn.platform.value.Words;
import io.kequn.rule.RuleCatalog;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What people read of the entries of the catalogue: of the standard ones from a file for each language, of the
/// shop's own attributes what the shop has written.
final class CatalogWords implements RuleCatalog.Words {
    private static final Properties ENGLISH = Words.of("/catalog/en.properties");
    private static final Properties CHINESE = Words.of("/catalog/zh.properties");

    /// Rules are written alike in every language.
    private static final Properties EXAMPLES = Words.of("/catalog/examples.properties");

    private static final String OWN = "attribute.custom.";

    /// A shop has one of these for each of its level programs, whose key follows.
    private static final String LEVEL_IN = "attribute.level.";

    /// There is one of these for each purpose and channel, which follow.
    private static final String CONSENT = "attribute.consent.";

    private final Properties texts;
    private final Map<String, Attribute> own;

    private CatalogWords(Properties texts, Map<String, Attribute> own) {
        this.texts = texts;
        this.own = own;
    }

    static CatalogWords of(Locale locale, List<Attribute> attributes) {
        return new CatalogWords(
                Texts.pick(locale, "en", "zh").equals("zh") ? CHINESE : ENGLISH,
                attributes.stream().collect(Collectors.toMap(attribute -> OWN + attribute.key(), Function.identity())));
    }

    @Override
    public String name(String entry, String otherwise) {
        var attribute = own.get(entry);
        if (attribute != null) {
            return attribute.name();
        }
        if (entry.startsWith(CONSENT)) {
            return ofConsent(entry, "");
        }
        return entry.startsWith(LEVEL_IN)
                ? texts.getProperty(LEVEL_IN + "*").formatted(entry.substring(LEVEL_IN.length()))
                : texts.getProperty(entry, otherwise);
    }

    @Override
    public @Nullable String description(String entry) {
        var attribute = own.get(entry);
        if (attribute != null) {
            return attribute.description();
        }
        if (entry.startsWith(CONSENT)) {
            return ofConsent(entry, ".description");
        }
        return texts.getProperty((entry.startsWith(LEVEL_IN) ? LEVEL_IN + "*" : entry) + ".description");
    }

    @Override
    public @Nullable String example(String entry) {
        var attribute = own.get(entry);
        if (attribute != null) {
            return "custom." + attribute.key() + use(attribute);
        }
        if (entry.startsWith(CONSENT)) {
            return entry.substring("attribute.".length()) + " = 'granted'";
        }
        return entry.startsWith(LEVEL_IN)
                ? entry.substring("attribute.".length()) + " IS NOT NULL"
                : EXAMPLES.getProperty(entry);
    }

    private String ofConsent(String entry, String part) {
        int dot = entry.lastIndexOf('.');
        return texts.getProperty(CONSENT + "*" + part)
                .formatted(
                        texts.getProperty("consent.purpose." + entry.substring(CONSENT.length(), dot)),
                        texts.getProperty("consent.channel." + entry.substring(dot + 1)));
    }

    private static String use(Attribute attribute) {
        return switch (attribute.type()) {
            case STRING -> " = " + some(attribute);
            case SET -> " CONTAINS " + some(attribute);
            case NUMBER -> " >= 10";
            case BOOLEAN -> " = true";
            case DATE -> " >= -1y";
            case INSTANT -> " IN LAST 30d";
        };
    }

    private static String some(Attribute attribute) {
        var allowed = attribute.allowedValues();
        var value = allowed == null || allowed.isEmpty() ? "…" : allowed.getFirst();
        return "'" + value.replace("'", "''") + "'";
    }
}
