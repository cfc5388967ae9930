package io.kequn.pack;

import static io.kequn.platform.access.Scope.SEGMENTS_PUBLISH;
import static io.kequn.platform.access.Scope.SEGMENTS_READ;

import io.kequn.platform.access.Caller;
import io.kequn.rulebook.RuleBooks;
import io.kequn.rulebook.RuleBooks.Applying;
import io.kequn.rulebook.RulePlan;
import io.kequn.shop.ShopService;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells which starter packs there are, and gives one to a shop, just as any other document of rules is applied.
@Singleton
public class PackService {
    private final StarterPacks packs;
    private final ShopService shops;
    private final RuleBooks books;

    PackService(StarterPacks packs, ShopService shops, RuleBooks books) {
        this.packs = packs;
        this.shops = shops;
        this.books = books;
    }

    /// All packs there are.
    public List<PackSummary> list() {
        var language = PackLanguage.of(Caller.with(SEGMENTS_READ).locale());
        return packs.all().stream().map(pack -> pack.summary(language)).toList();
    }

    /// The pack, with names in this language, or that of the shop if null. Refuses with `pack_not_found`.
    public Uni<Pack> get(String key, @Nullable PackLanguage language) {
        return read(Caller.with(SEGMENTS_READ), packs.get(key), language);
    }

    /// The same; empty if there is none.
    public Uni<Optional<Pack>> find(String key, @Nullable PackLanguage language) {
        var caller = Caller.with(SEGMENTS_READ);
        return packs.find(key)
                .map(pack -> read(caller, pack, language).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Pack> read(Caller caller, StarterPack pack, @Nullable PackLanguage language) {
        var summary = pack.summary(PackLanguage.of(caller.locale()));
        return language(caller, language)
                .map(chosen -> new Pack(pack.key(), summary.name(), summary.description(), chosen, pack.rules(chosen)));
    }

    /// How to give a pack to a shop: only plan; overwrite what has a key of the pack and differs.
    public record Giving(@Nullable PackLanguage language, boolean dryRun, boolean overwrite) {}

    /// Makes what the shop lacks of the pack. What it has under the same keys stays as the merchant has made
    /// it, unless it shall be overwritten. Refuses with `pack_not_found`.
    public Uni<RulePlan> apply(String key, Giving how) {
        var caller = Caller.with(SEGMENTS_PUBLISH);
        var pack = packs.get(key);
        return language(caller, how.language())
                .chain(language -> books.apply(
                        "packs/" + key + "/apply",
                        pack.rules(language),
                        new Applying(how.dryRun(), false, !how.overwrite())));
    }

    private Uni<PackLanguage> language(Caller caller, @Nullable PackLanguage chosen) {
        return Optional.ofNullable(chosen)
                .map(language -> Uni.createFrom().item(language))
                .orElseGet(() -> shops.locale(caller.ofShop()).map(PackLanguage::of));
    }
}
