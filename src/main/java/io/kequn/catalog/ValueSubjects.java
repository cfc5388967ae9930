package io.kequn.catalog;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;
import static io.kequn.platform.problem.ErrorCode.VALUE_INVALID;

import io.kequn.customer.CustomerField;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.rule.Alias;
import io.kequn.rule.Attribute;
import io.kequn.rule.RuleFunction;
import io.kequn.rule.ValueCounts;
import io.kequn.rule.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds out what a question about values is about, and says why where there is nothing to suggest.
record ValueSubjects(Vocabulary vocabulary) {
    private static final String SEGMENT = "segment";
    private static final String LAYER = "layer.";

    /// What has the values, as it is called in one word, how they are counted, and the only ones if there are only
    /// some.
    record Subject(String name, ValueCounts counts, List<String> listed) {
        Subject {
            listed = List.copyOf(listed);
        }

        Subject(String name, ValueCounts counts) {
            this(name, counts, List.of());
        }
    }

    Subject of(ValueQuestion question) {
        var attribute = question.attribute();
        var function = question.function();
        if ((attribute == null) == (function == null)) {
            throw INPUT_INVALID.at(
                    "attribute", "Name an attribute, or a function and its parameter.", "请给出属性，或函数及其参数。");
        }
        return attribute != null ? attribute(attribute) : function(String.valueOf(function), question);
    }

    private Subject attribute(String name) {
        if (name.equals(SEGMENT)) {
            return new Subject(SEGMENT, ValueCounts.of(vocabulary.segments()));
        }
        if (name.startsWith(LAYER)) {
            return ValueCounts.of(vocabulary.layers(), name.substring(LAYER.length()))
                    .map(counts -> new Subject(name, counts))
                    .orElseThrow(() -> unknown("attribute", name, layerSets()));
        }
        var key = vocabulary.aliases().stream()
                .filter(alias -> alias.spelling().equals(name))
                .findFirst()
                .map(Alias::attribute)
                .orElse(name);
        var attribute = vocabulary.attributes().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> CustomerField.isPersonal(key) ? personal(key) : unknown("attribute", key, names()));
        if (attribute.isHidden()) {
            throw personal(key);
        }
        return ValueCounts.of(attribute)
                .map(counts -> new Subject(key, counts, attribute.values()))
                .orElseThrow(() -> noWords("attribute", key));
    }

    private Subject function(String name, ValueQuestion question) {
        var function = vocabulary.functions().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown("function", name, functions()));
        var parameter = question.parameter();
        if (parameter == null) {
            throw INPUT_INVALID.at("parameter", "Name a parameter of the function.", "请给出函数的参数。");
        }
        var event = event(function, parameter, question.event());
        return ValueCounts.of(function, parameter, event)
                .map(counts -> new Subject(name + "." + parameter, counts))
                .orElseThrow(() -> noWords(function, parameter, event));
    }

    /// Events of all names would be too many to look at, and have little in common.
    private static @Nullable String event(RuleFunction function, String parameter, @Nullable String event) {
        if (!function.namesKinds() || function.namesKindsBy(parameter)) {
            return null;
        }
        if (event == null) {
            throw INPUT_INVALID.at("event", "Name the event whose property it is.", "请给出该参数所属的事件名。");
        }
        return event;
    }

    private static Refusal noWords(RuleFunction function, String parameter, @Nullable String event) {
        var kind = event == null ? function.name() : event;
        boolean free = function.properties() != null
                && function.parameters().stream().noneMatch(row -> row.name().equals(parameter));
        return free
                ? VALUE_INVALID.at(
                        "parameter",
                        "Only what is declared as a text or a set is suggested, so that nothing personal is: declare `"
                                + shown(parameter) + "` with `PUT /v1/event-definitions/" + shown(kind) + "`.",
                        "为避免泄露个人信息，仅提示已声明为文本或集合的属性：请用 `PUT /v1/event-definitions/" + shown(kind) + "` 声明 `"
                                + shown(parameter) + "`。")
                : noWords("parameter", parameter);
    }

    private static Refusal noWords(String pointer, String name) {
        return VALUE_INVALID.at(
                pointer,
                "Values are suggested of texts and keys only, not of `" + shown(name)
                        + "`; the catalogue says of which.",
                "仅提示文本和键的取值，`" + shown(name) + "` 没有可提示的取值；目录中注明了哪些可提示。");
    }

    private static Refusal personal(String name) {
        return VALUE_INVALID.at(
                "attribute",
                "`" + name + "` says who a person is: its values are never suggested.",
                "`" + name + "` 属于个人信息：从不提示其取值。");
    }

    private static Refusal unknown(String pointer, String name, List<String> known) {
        return Inputs.choiceRefusal(pointer, shown(name), known);
    }

    private List<String> names() {
        var names = new ArrayList<>(
                vocabulary.attributes().stream().map(Attribute::key).toList());
        names.add(SEGMENT);
        names.addAll(layerSets());
        return names;
    }

    private List<String> functions() {
        return vocabulary.functions().stream().map(RuleFunction::name).toList();
    }

    private List<String> layerSets() {
        return vocabulary.layers().sets().keySet().stream()
                .sorted()
                .map(LAYER::concat)
                .toList();
    }

    private static String shown(String name) {
        return Optional.of(name).filter(text -> text.length() <= 100).orElse("…");
    }
}
