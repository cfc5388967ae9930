package io.kequn.rulebook;

import io.kequn.publication.RuleEffects;
import io.kequn.rulebook.RulePlan.PlanAction;
import io.kequn.rulebook.RulePlan.PlanItem;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;

/// One item of a plan, and how it is written. What must follow once all is written, it leaves in the effects.
record BookStep(PlanItem item, Function<RuleEffects, Uni<?>> write) {
    static BookStep create(BookField field, String key, Function<RuleEffects, Uni<?>> write) {
        return new BookStep(new PlanItem(field.kind(), key, PlanAction.CREATE, List.of()), write);
    }

    /// Nothing is written where nothing differs.
    static BookStep change(BookField field, String key, List<String> changes, Function<RuleEffects, Uni<?>> write) {
        return changes.isEmpty()
                ? leaving(new PlanItem(field.kind(), key, PlanAction.UNCHANGED, List.of()))
                : new BookStep(new PlanItem(field.kind(), key, PlanAction.CHANGE, changes), write);
    }

    static BookStep archive(BookField field, String key, Function<RuleEffects, Uni<?>> write) {
        return new BookStep(new PlanItem(field.kind(), key, PlanAction.ARCHIVE, List.of()), write);
    }

    private static BookStep leaving(PlanItem item) {
        return new BookStep(item, effects -> Uni.createFrom().voidItem());
    }

    /// What is there stays as it is.
    BookStep keeping() {
        return item.action() == PlanAction.CHANGE
                ? leaving(new PlanItem(item.kind(), item.key(), PlanAction.KEPT, item.changes()))
                : this;
    }

    boolean writes() {
        return switch (item.action()) {
            case CREATE, CHANGE, ARCHIVE -> true;
            case UNCHANGED, KEPT -> false;
        };
    }
}
