package io.kequn.segment;

import static io.kequn.platform.problem.ErrorCode.IN_USE;

import io.kequn.platform.access.Caller;
import io.kequn.shop.SettingsUse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/// What a shop's settings mean for its rules. Days are other instants in another time zone, so that members may
/// enter and leave without any fact or time having changed.
@Singleton
class SettingsOfRules implements SettingsUse {
    private final RuleReaders readers;
    private final Rebuilds rebuilds;

    SettingsOfRules(RuleReaders readers, Rebuilds rebuilds) {
        this.readers = readers;
        this.rebuilds = rebuilds;
    }

    @Override
    public Uni<?> calendarChanged(Caller caller) {
        return readers.liveReadersOfDays(caller.ofShop()).chain(keys -> rebuilds.of(caller, keys));
    }

    /// A threshold of 10.50 cannot be read in yen, and a replica that cannot read a rule must not write.
    @Override
    public Uni<?> currencyChanged(Caller caller) {
        return readers.unreadable(caller.ofShop()).invoke(keys -> {
            if (!keys.isEmpty()) {
                throw IN_USE.at(
                        "/currency",
                        "Rules name amounts that " + caller.ofShop().currency() + " does not have: segments "
                                + quoted(keys) + ". Change or delete them first.",
                        "规则中的金额在 " + caller.ofShop().currency() + " 下无法表示：客群 " + quoted(keys) + "。请先修改或删除。");
            }
        });
    }

    private static String quoted(List<String> keys) {
        return "`" + String.join("`, `", keys) + "`";
    }
}
