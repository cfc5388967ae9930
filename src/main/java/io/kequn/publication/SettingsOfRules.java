package io.kequn.publication;

import static io.kequn.platform.problem.ErrorCode.IN_USE;

import io.kequn.evaluation.RuleSubject;
import io.kequn.platform.access.Caller;
import io.kequn.shop.SettingsUse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;

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
        return readers.liveReadersOfDays(caller.ofShop()).chain(subjects -> rebuilds.of(caller, subjects));
    }

    /// A threshold of 10.50 cannot be read in yen, and a replica that cannot read a rule must not write.
    @Override
    public Uni<?> currencyChanged(Caller caller) {
        return readers.unreadable(caller.ofShop()).invoke(subjects -> {
            if (!subjects.isEmpty()) {
                throw IN_USE.at(
                        "/currency",
                        "Rules name amounts that " + caller.ofShop().currency() + " does not have: " + named(subjects)
                                + ". Change or delete them first.",
                        "规则中的金额在 " + caller.ofShop().currency() + " 下无法表示：" + named(subjects) + "。请先修改或删除。");
            }
        });
    }

    private static String named(List<RuleSubject> subjects) {
        return subjects.stream().map(RuleSubject::toString).collect(Collectors.joining(", "));
    }
}
