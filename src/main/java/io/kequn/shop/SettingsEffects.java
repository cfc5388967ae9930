package io.kequn.shop;

import static io.kequn.platform.problem.ErrorCode.IN_USE;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/// What a change of a shop's calendar or currency brings about, in the same transaction.
@Singleton
class SettingsEffects {
    private final List<SettingsUse> uses;

    SettingsEffects(@All List<SettingsUse> uses) {
        this.uses = List.copyOf(uses);
    }

    /// `caller`'s shop is the shop as it will be.
    Uni<Void> apply(Caller caller, Shop before) {
        return currency(caller, before).chain(() -> calendar(caller, before));
    }

    private Uni<Void> currency(Caller caller, Shop before) {
        return caller.ofShop().currency().equals(before.currency())
                ? Uni.createFrom().voidItem()
                : refuseAmounts(before).chain(() -> each(use -> use.currencyChanged(caller)));
    }

    private Uni<Void> calendar(Caller caller, Shop before) {
        var after = caller.ofShop();
        return after.zone().equals(before.zone()) && after.weekStart() == before.weekStart()
                ? Uni.createFrom().voidItem()
                : each(use -> use.calendarChanged(caller));
    }

    /// Stored amounts are minor units of the currency that they came in.
    private static Uni<Void> refuseAmounts(Shop shop) {
        return ShopRows.hasAmounts(shop.id())
                .invoke(has -> {
                    if (has) {
                        throw IN_USE.at(
                                "/currency",
                                "The shop has orders or refunds in " + shop.currency()
                                        + "; its currency stays. Make another shop for another currency.",
                                "店铺已有 " + shop.currency() + " 订单或退款，不能更改币种；其他币种请另建店铺。");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> each(Function<SettingsUse, Uni<?>> told) {
        return uses.stream()
                .map(told)
                .reduce(Uni.createFrom().voidItem(), (before, next) -> before.chain(() -> next))
                .replaceWithVoid();
    }
}
