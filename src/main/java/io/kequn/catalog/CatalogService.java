package io.kequn.catalog;

import io.kequn.customer.AttributeService;
import io.kequn.customer.ShopVocabulary;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Texts;
import io.kequn.rule.RuleCatalog.CatalogAttribute;
import io.kequn.shop.WeekDay;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells what rules of the caller's shop can say, in the caller's language.
@Singleton
public class CatalogService {
    private static final int LONGEST_SEARCH = 100;

    private final ShopVocabulary vocabularies;
    private final AttributeService attributes;
    private final Cursors cursors;

    CatalogService(ShopVocabulary vocabularies, AttributeService attributes, Cursors cursors) {
        this.vocabularies = vocabularies;
        this.attributes = attributes;
        this.cursors = cursors;
    }

    public Uni<Catalog> catalog() {
        var caller = Caller.with(Scope.SEGMENTS_READ).and(Scope.ATTRIBUTES_READ);
        var shop = caller.ofShop();
        return attributes
                .all()
                .map(own -> CatalogWords.of(caller.locale(), own))
                .chain(words -> vocabularies.of(shop).map(vocabulary -> vocabulary.catalog(words)))
                .map(rules -> new Catalog(
                        Texts.pick(caller.locale(), "en", "zh"),
                        shop.currency().getCurrencyCode(),
                        shop.zone().getId(),
                        WeekDay.of(shop.weekStart().getValue()),
                        rules));
    }

    /// What a rule can begin with that fits what somebody has typed, what fits best first; all for nothing typed.
    public Uni<Page<SegmentFilter>> filters(@Nullable String search, PageRequest request) {
        var caller = Caller.with(Scope.SEGMENTS_READ);
        var typed = typed("search", search);
        var list = "catalog-filters " + typed;
        var position = cursors.position(caller, list, request);
        return catalog()
                .map(catalog -> ranked(catalog, typed).stream()
                        .dropWhile(filter ->
                                !position.isEmpty() && !filter.queryName().equals(position.getFirst()))
                        .skip(position.size())
                        .limit(request.rows())
                        .toList())
                .map(found -> cursors.page(caller, list, request, found, filter -> List.of(filter.queryName())));
    }

    private static List<SegmentFilter> ranked(Catalog catalog, String typed) {
        Map<String, List<String>> older = catalog.rules().attributes().stream()
                .collect(Collectors.toMap(CatalogAttribute::key, CatalogAttribute::olderNames));
        record Ranked(SegmentFilter filter, int rank) {}
        return SegmentFilter.all(catalog.rules())
                .map(filter ->
                        new Ranked(filter, filter.rank(typed, older.getOrDefault(filter.queryName(), List.of()))))
                .filter(ranked -> SegmentFilter.fits(ranked.rank))
                .sorted(Comparator.comparingInt(Ranked::rank))
                .map(Ranked::filter)
                .toList();
    }

    /// What somebody has typed so far; "" for nothing.
    static String typed(String pointer, @Nullable String search) {
        var inputs = new Inputs();
        var typed = inputs.optionalText(pointer, search, LONGEST_SEARCH);
        inputs.check();
        return typed == null ? "" : typed;
    }
}
