package io.kequn.publication;

import static io.kequn.platform.problem.ErrorCode.IN_USE;

import io.kequn.evaluation.RuleSubject;
import io.kequn.event.EventDefinitionUse;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.problem.DefinitionUser;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What declared types of events' properties mean for rules. A rule that has named the property freely reads it
/// by its type from then on, so that members may enter and leave without any event.
@Singleton
class EventsOfRules implements EventDefinitionUse {
    private final RuleReaders readers;
    private final Rebuilds rebuilds;

    EventsOfRules(RuleReaders readers, Rebuilds rebuilds) {
        this.readers = readers;
        this.rebuilds = rebuilds;
    }

    @Override
    public Uni<List<DefinitionUser>> usersOfProperties(Shop shop, String event, Set<String> properties) {
        return readers.usersOfProperties(shop, event, properties);
    }

    @Override
    public Uni<List<DefinitionUser>> usersOfNumbers(Shop shop, String event, Set<String> properties) {
        return readers.usersOfNumbers(shop, event, properties);
    }

    /// A replica that cannot read a rule must not write.
    @Override
    public Uni<?> propertiesDeclared(Caller caller, String event, Set<String> properties) {
        return readers.unreadable(caller.ofShop())
                .invoke(EventsOfRules::refuse)
                .chain(() -> readers.liveUsersOfProperties(caller.ofShop(), event, properties))
                .chain(subjects -> rebuilds.of(caller, subjects));
    }

    private static void refuse(List<RuleSubject> subjects) {
        if (!subjects.isEmpty()) {
            var named = subjects.stream().map(RuleSubject::toString).collect(Collectors.joining(", "));
            throw IN_USE.at(
                    "/properties",
                    "Rules ask for values of another type: " + named + ". Change or delete them first.",
                    "以下规则使用了其他类型的值：" + named + "。请先修改或删除。");
        }
    }
}
