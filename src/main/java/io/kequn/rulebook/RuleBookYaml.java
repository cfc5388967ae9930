package io.kequn.rulebook;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kequn.platform.problem.Refusal;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.yaml.snakeyaml.LoaderOptions;

/// Reads and writes files of rules as YAML: plain values, lists and objects. Aliases are refused, since a few
/// of them can stand for a document of any size.
@Singleton
class RuleBookYaml {
    private static final int LARGEST = 2_000_000;
    private static final int DEEPEST = 50;

    private final YAMLMapper yaml = new YAMLMapper(YAMLFactory.builder()
            .loaderOptions(limits())
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build());
    private final ObjectMapper json;

    RuleBookYaml(ObjectMapper json) {
        this.json = json;
    }

    String write(RuleBook book) {
        try {
            return yaml.writeValueAsString(json.valueToTree(book));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Refuses what is not well-formed, too large or too deep; unknown fields and wrong types as in JSON.
    RuleBook read(String text) {
        if (text.length() > LARGEST) {
            throw malformed("it is longer than 2,000,000 characters", "超过 2,000,000 个字符");
        }
        try {
            return book(tree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the edge reads the cause
        }
    }

    private JsonNode tree(String text) throws IOException {
        try {
            refuseAliases(text);
            return yaml.readTree(text);
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            var line = place == null ? 1 : Math.max(1, place.getLineNr());
            throw malformed("something is wrong at line " + line, "第 " + line + " 行有误");
        }
    }

    /// What does not fit is told like that of a JSON body.
    private RuleBook book(JsonNode tree) throws JsonProcessingException {
        return json.treeToValue(tree.isObject() ? tree : json.createObjectNode(), RuleBook.class);
    }

    private void refuseAliases(String text) throws IOException {
        try (var parser = yaml.getFactory().createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.isCurrentAlias()) {
                    throw malformed("it uses an alias (`*name`)", "使用了别名（`*name`）");
                }
            }
        }
    }

    private static LoaderOptions limits() {
        var limits = new LoaderOptions();
        limits.setCodePointLimit(LARGEST);
        limits.setNestingDepthLimit(DEEPEST);
        limits.setMaxAliasesForCollections(0);
        limits.setAllowDuplicateKeys(false);
        return limits;
    }

    private static Refusal malformed(String english, String chinese) {
        return INPUT_INVALID.at(
                "", "The body cannot be read as YAML: " + english + ".", "请求体不是可读的 YAML：" + chinese + "。");
    }
}
