package io.kequn.pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kequn.rulebook.RuleBook;
import java.util.Objects;

/// A pack as its file has it: each text for people is an object of texts by language.
///
/// ```yaml
/// name: {en: Spends much, zh: 高消费}
/// ```
final class StarterPack {
    private final String key;
    private final JsonNode file;
    private final ObjectMapper json;

    StarterPack(String key, JsonNode file, ObjectMapper json) {
        this.key = key;
        this.file = file;
        this.json = json;
    }

    String key() {
        return key;
    }

    PackSummary summary(PackLanguage language) {
        return new PackSummary(key, text("name", language), text("description", language));
    }

    private String text(String field, PackLanguage language) {
        return Objects.requireNonNull(file.get(field).get(language.text())).textValue();
    }

    /// What the pack defines, with its names in one language.
    RuleBook rules(PackLanguage language) {
        try {
            return json.treeToValue(in(language, file.get("rules")), RuleBook.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The pack " + key + " is no document of rules", e);
        }
    }

    private JsonNode in(PackLanguage language, JsonNode node) {
        var text = node.get(language.text());
        if (text != null) {
            return text;
        }
        if (node.isArray()) {
            var list = json.createArrayNode();
            node.forEach(element -> list.add(in(language, element)));
            return list;
        }
        if (!node.isObject()) {
            return node;
        }
        var object = json.createObjectNode();
        node.properties().forEach(field -> object.set(field.getKey(), in(language, field.getValue())));
        return object;
    }
}
