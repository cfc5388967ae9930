package io.kequn.layer;

import io.kequn.layer.LayerSetSpec.LayerSpec;
import io.kequn.platform.problem.FieldError;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.Patch;
import io.kequn.publication.PublishedEntity;
import io.kequn.publication.Rules;
import io.kequn.publication.RulesTogether;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.RuleUses;
import io.kequn.rule.Vocabulary;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What layers must look like.
@Singleton
public class LayerChecks {
    private static final int MOST = 100;

    private final Rules rules;

    LayerChecks(Rules rules) {
        this.rules = rules;
    }

    /// What can be told without the shop.
    public static Patch<LayerSetSpec> checked(Inputs inputs, Patch<LayerSetSpec> patch) {
        var spec = patch.values();
        var layers = spec.layers();
        if (patch.has("layers") || patch.has("residual")) {
            inputs.given("/layers", layers);
            inputs.given("/residual", spec.residual());
            checkLayers(inputs, layers == null ? List.of() : layers, spec.residual());
        }
        var normal = new LayerSetSpec(
                patch.has("name") ? inputs.name("/name", spec.name()) : null,
                inputs.optionalText("/description", spec.description(), PublishedEntity.DESCRIPTION_LENGTH),
                layers,
                spec.residual(),
                spec.isPublic(),
                inputs.optionalText("/note", spec.note(), PublishedEntity.DESCRIPTION_LENGTH));
        return new Patch<>(normal, patch.given());
    }

    private static void checkLayers(
            Inputs inputs, List<LayerSpec> layers, LayerSetSpec.@Nullable ResidualSpec residual) {
        inputs.require(layers.size() <= MOST, "/layers", "At most 100 layers.", "最多 100 层。");
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < Math.min(layers.size(), MOST); i++) {
            var at = "/layers/" + i;
            var layer = layers.get(i);
            checkKey(inputs, keys, at, layer.key());
            inputs.name(at + "/name", layer.name());
            inputs.given(at + "/rule", layer.rule());
        }
        if (residual != null) {
            checkKey(inputs, keys, "/residual", residual.key());
            inputs.name("/residual/name", residual.name());
        }
    }

    private static void checkKey(Inputs inputs, Set<String> keys, String at, @Nullable String given) {
        var key = inputs.key(at + "/key", given);
        inputs.require(keys.add(key), at + "/key", "Another layer has this key.", "该键已被其他层使用。");
    }

    /// The layers in order, the residual one last, each rule in canonical text; empty if none were sent.
    /// Refuses with `rule_invalid` and all that is wrong in any of the rules.
    public Optional<List<LayerRule>> layers(Vocabulary vocabulary, LayerSetSpec spec) {
        var specs = spec.layers();
        var residual = spec.residual();
        if (specs == null || residual == null) {
            return Optional.empty();
        }
        var read = new ArrayList<Rule>();
        var layers = new ArrayList<LayerRule>();
        var errors = new ArrayList<FieldError>();
        @Nullable Refusal first = null;
        for (int i = 0; i < specs.size(); i++) {
            try {
                var rule = rules.read(vocabulary, String.valueOf(specs.get(i).rule()), "/layers/" + i + "/rule");
                read.add(rule);
                layers.add(layer(specs.get(i), rule));
            } catch (Refusal refusal) {
                errors.addAll(refusal.errors());
                first = first == null ? refusal : first;
            }
        }
        if (first != null) {
            throw first.code().at(errors);
        }
        RulesTogether.check(vocabulary, read, "/layers");
        layers.add(new LayerRule(String.valueOf(residual.key()), String.valueOf(residual.name()), null));
        return Optional.of(layers);
    }

    private static LayerRule layer(LayerSpec spec, Rule rule) {
        return new LayerRule(String.valueOf(spec.key()), String.valueOf(spec.name()), rule.text());
    }

    /// What the layers depend on; refuses a rule that names what has gone since it was drafted.
    public RuleUses uses(Vocabulary vocabulary, List<LayerRule> layers) {
        return new RuleLanguage(vocabulary).uses(rules(vocabulary, layers));
    }

    /// The rules of the layers in their order, all but the last one's, which has none.
    List<Rule> rules(Vocabulary vocabulary, List<LayerRule> layers) {
        var found = new ArrayList<Rule>();
        for (var layer : layers) {
            if (layer.rule() != null) {
                found.add(rules.read(vocabulary, layer.rule(), "/layers/" + found.size() + "/rule"));
            }
        }
        return found;
    }
}
