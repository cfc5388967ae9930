package io.kequn.level;

import io.kequn.benefit.BenefitChecks;
import io.kequn.level.LevelProgramSpec.DowngradeTerms;
import io.kequn.level.LevelProgramSpec.LevelSpec;
import io.kequn.level.LevelProgramSpec.RetentionTerms;
import io.kequn.level.LevelProgramSpec.UpgradeTerms;
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
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What programs must look like.
@Singleton
public class LevelChecks {
    private static final int MOST = 50;

    /// Part of an attribute's name.
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]*");

    /// What is absent is the mildest.
    private static final UpgradeTerms ONCE = new UpgradeTerms("once", null, null);

    private static final RetentionTerms FOREVER = new RetentionTerms("forever", null, null);
    private static final DowngradeTerms NONE = new DowngradeTerms("none", null);

    private final Rules rules;

    LevelChecks(Rules rules) {
        this.rules = rules;
    }

    /// The key of a program at this place.
    public static String key(Inputs inputs, String pointer, @Nullable String given) {
        var key = inputs.key(pointer, given);
        inputs.require(
                WORD.matcher(key).matches(),
                pointer,
                "Must be lower-case letters, digits or `_`, beginning with a letter: rules ask for `level." + key
                        + "`.",
                "须为小写字母、数字或 `_`，且以字母开头：规则以 `level." + key + "` 引用。");
        return key;
    }

    /// What can be told without the shop.
    public static Patch<LevelProgramSpec> checked(Inputs inputs, Patch<LevelProgramSpec> patch) {
        var spec = patch.values();
        if (patch.has("levels") && inputs.given("/levels", spec.levels())) {
            levels(inputs, spec.levels() == null ? List.of() : spec.levels());
        }
        var normal = new LevelProgramSpec(
                patch.has("name") ? inputs.name("/name", spec.name()) : null,
                inputs.optionalText("/description", spec.description(), PublishedEntity.DESCRIPTION_LENGTH),
                spec.levels(),
                spec.upgrade(),
                spec.retention(),
                spec.downgrade(),
                spec.warnings(),
                spec.standard(),
                inputs.optionalText("/note", spec.note(), PublishedEntity.DESCRIPTION_LENGTH));
        return new Patch<>(normal, patch.given());
    }

    private static void levels(Inputs inputs, List<LevelSpec> levels) {
        inputs.require(!levels.isEmpty() && levels.size() <= MOST, "/levels", "1 to 50 levels.", "须有 1 至 50 个等级。");
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < Math.min(levels.size(), MOST); i++) {
            var at = inputs.below("/levels/" + i);
            @Nullable LevelSpec level = levels.get(i);
            if (at.given("", level) && level != null) {
                var key = at.key("/key", level.key());
                at.require(keys.add(key), "/key", "Another level has this key.", "该键已被其他等级使用。");
                at.name("/name", level.name());
                at.require(
                        i == 0 || level.qualification() != null,
                        "/qualification",
                        "Only the lowest level may do without a rule.",
                        "只有最低等级可以没有条件。");
                BenefitChecks.check(at, level.benefits());
            }
        }
    }

    /// The terms that a patch makes of those before, null for none: what it does not mention stays. The rules
    /// are in canonical text. Refuses with `rule_invalid` and all that is wrong in any of the rules.
    public LevelTerms terms(Vocabulary vocabulary, Patch<LevelProgramSpec> patch, @Nullable LevelTerms before) {
        var spec = patch.values();
        var terms = new LevelTerms(
                before == null || patch.has("levels")
                        ? levels(vocabulary, Objects.requireNonNullElse(spec.levels(), List.of()))
                        : before.levels(),
                chosen(patch.or("upgrade", spec.upgrade(), before == null ? null : before.upgrade()), ONCE),
                chosen(patch.or("retention", spec.retention(), before == null ? null : before.retention()), FOREVER),
                chosen(patch.or("downgrade", spec.downgrade(), before == null ? null : before.downgrade()), NONE),
                chosen(patch.or("warnings", spec.warnings(), before == null ? null : before.warnings()), List.of()));
        var inputs = new Inputs();
        new PolicyChecks(inputs)
                .policy(terms.upgrade(), terms.retention(), terms.downgrade(), terms.warnings(), terms.floor());
        inputs.check();
        RulesTogether.check(vocabulary, rules(vocabulary, terms), "/levels");
        return terms;
    }

    private static <T> T chosen(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    private List<Level> levels(Vocabulary vocabulary, List<LevelSpec> specs) {
        var levels = new ArrayList<Level>();
        var errors = new ArrayList<FieldError>();
        @Nullable Refusal first = null;
        for (int i = 0; i < specs.size(); i++) {
            try {
                levels.add(level(vocabulary, specs.get(i), i));
            } catch (Refusal refusal) {
                errors.addAll(refusal.errors());
                first = first == null ? refusal : first;
            }
        }
        if (first != null) {
            throw first.code().at(errors);
        }
        return levels;
    }

    private Level level(Vocabulary vocabulary, LevelSpec spec, int place) {
        @Nullable String text = spec.qualification();
        @Nullable Rule rule = text == null ? null : rules.read(vocabulary, text, pointer(place));
        var benefits = BenefitChecks.benefits(new Inputs(), spec.benefits());
        return new Level(
                String.valueOf(spec.key()),
                String.valueOf(spec.name()).strip(),
                place + 1,
                rule == null ? null : rule.text(),
                benefits,
                null);
    }

    private static String pointer(int place) {
        return "/levels/" + place + "/qualification";
    }

    /// What the levels depend on; refuses a rule that names what has gone since it was drafted.
    public RuleUses uses(Vocabulary vocabulary, LevelTerms terms) {
        return new RuleLanguage(vocabulary).uses(rules(vocabulary, terms));
    }

    /// The rules of the levels from the highest to the lowest that has one.
    List<Rule> rules(Vocabulary vocabulary, LevelTerms terms) {
        return terms.levels().reversed().stream()
                .filter(level -> level.qualification() != null)
                .map(level -> rules.read(vocabulary, String.valueOf(level.qualification()), pointer(level.rank() - 1)))
                .toList();
    }
}
