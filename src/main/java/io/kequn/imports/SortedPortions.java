package io.kequn.imports;

import io.kequn.platform.access.Shop;
import io.kequn.platform.job.OffLoop;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Reads the rows that were put in order, whole orders at a time. All of them are there before the first is read.
final class SortedPortions {
    private final ImportPlan plan;
    private final UUID job;
    private final Assembler assembler;
    private final int most;
    private Groups held = Groups.NONE;
    private String heldAfter = "";

    /// `most` orders make a portion.
    SortedPortions(ImportFile file, Assembler assembler, int most) {
        this.plan = file.plan();
        this.job = file.job();
        this.assembler = assembler;
        this.most = most;
    }

    Uni<Portion> read(Source source, Place place) {
        var after = place.position().after();
        return groups(source, after)
                .chain(groups ->
                        groups.isTooLarge() ? tooLarge(source, groups) : portion(source.shop(), groups, after));
    }

    private Uni<Groups> groups(Source source, String after) {
        return heldAfter.equals(after) && held.hasWhole()
                ? Uni.createFrom().item(held)
                : ImportStore.rows(source, job, after);
    }

    private Uni<Portion> portion(Shop shop, Groups groups, String after) {
        return OffLoop.run(() -> {
            var faults = new Faults();
            var whole = groups.whole(most);
            int rows = whole.stream().mapToInt(List::size).sum();
            var content = assembler.assemble(plan, shop, whole, faults, Map.of());
            held = groups.after(rows);
            heldAfter = rows == 0 ? after : groups.rows().get(rows - 1).getKey();
            boolean last = held.isEmpty() && held.all();
            return new Portion(content, faults, rows, 0, last ? null : after(heldAfter));
        });
    }

    private Uni<Portion> tooLarge(Source source, Groups groups) {
        var faults = new Faults();
        faults.add(groups.first(), "order_too_large", plan.columnOf(Targets.EXTERNAL_ID), RowTexts.TOO_MANY_LINES);
        return ImportStore.count(source, job, groups.firstKey())
                .map(rows ->
                        new Portion(new Portion.Unsorted(List.of()), faults, 1, rows - 1, after(groups.firstKey())));
    }

    private static Place.Position after(String key) {
        return new Place.Position(ImportPhase.WRITE, 0, 1, key);
    }
}
