package io.kequn.publication;

import static io.kequn.platform.problem.ErrorCode.IN_USE;

import io.kequn.customer.ShopVocabulary;
import io.kequn.event.TypeChange;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.problem.DefinitionUser;
import io.kequn.publication.StoredRules.Read;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.Vocabulary;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Looks at the rules that read properties of events, where the types of these change together with rules.
@Singleton
public class RetypedProperties {
    private final ShopVocabulary vocabularies;

    RetypedProperties(ShopVocabulary vocabularies) {
        this.vocabularies = vocabularies;
    }

    /// Once all is written. `before` is what rules could read before any of it was. What a live rule reads
    /// keeps its type, unless that rule is new as well; a draft only has to be readable. Refuses with `in_use`;
    /// leaves builds of rules that read by a type now what they have named freely.
    public Uni<?> afterAll(Shop shop, Vocabulary before, RuleEffects effects) {
        return effects.retyped().isEmpty()
                ? Uni.createFrom().voidItem()
                : vocabularies
                        .inside(shop)
                        .chain(now -> DefinitionTransaction.list(StoredRule::of, StoredRule.SELECT, shop.id())
                                .invoke(stored -> look(stored, before, new RuleLanguage(now.withEarlier()), effects)));
    }

    private static void look(List<StoredRule> stored, Vocabulary before, RuleLanguage now, RuleEffects effects) {
        var known = new RuleLanguage(before.withEarlier());
        var unchanged = stored.stream()
                .filter(rule -> !(rule.live() && effects.isNew(rule.subject())))
                .filter(rule -> rule.isReadable(known))
                .map(rule -> StoredRules.parsed(known, rule))
                .toList();
        for (var event : effects.retyped()) {
            var change = event.change();
            refuseUnreadable(
                    event.pointer(),
                    unchanged.stream()
                            .filter(rule -> rule.names(change.event(), change.gained()))
                            .filter(rule -> !rule.stored().isReadable(now)));
            refuseUsed(change, unchanged.stream().filter(Read::live));
            unchanged.stream()
                    .filter(rule -> rule.live() && rule.names(change.event(), change.gained()))
                    .forEach(rule -> effects.build(rule.stored().subject()));
        }
    }

    private static void refuseUnreadable(String pointer, Stream<Read> rules) {
        var named =
                rules.map(rule -> rule.stored().subject().toString()).distinct().collect(Collectors.joining(", "));
        if (!named.isEmpty()) {
            throw IN_USE.at(
                    pointer + "/properties",
                    "Rules ask for values of another type: " + named
                            + ". Change them in the same file, or delete them.",
                    "以下规则使用了其他类型的值：" + named + "。请在同一文件中修改，或将其删除。");
        }
    }

    private static void refuseUsed(TypeChange change, Stream<Read> live) {
        DefinitionUser.refuseAny(
                "Properties of `" + change.event() + "` that would change are",
                "将被修改的 `" + change.event() + "` 属性",
                live.filter(rule -> rule.names(change.event(), change.lost())
                                || rule.calculatesWith(change.event(), change.uncounted()))
                        .map(rule -> rule.stored().subject())
                        .distinct()
                        .map(subject -> subject.user())
                        .toList());
    }
}
