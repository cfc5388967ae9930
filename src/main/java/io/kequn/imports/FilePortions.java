package io.kequn.imports;

import io.kequn.customer.AttributeType;
import io.kequn.customer.CustomerReference;
import io.kequn.customer.Identity;
import io.kequn.platform.access.Shop;
import io.kequn.platform.job.OffLoop;
import io.smallrye.mutiny.Uni;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the rows as they stand in the file, one portion after the other. Rows that are things of their own are
/// ready to be written, others have to be put in order.
final class FilePortions {
    /// Pieces of the file that are held at once.
    private static final int PIECES = 8;

    private final ImportPlan plan;
    private final ImportFile file;
    private final Assembler assembler;
    private final int most;
    private @Nullable RecordWindow window;

    /// `most` rows make a portion.
    FilePortions(ImportFile file, Assembler assembler, int most) {
        this.plan = file.plan();
        this.file = file;
        this.assembler = assembler;
        this.most = most;
    }

    Uni<Portion> read(Source source, Place place) {
        return Uni.combine()
                .all()
                .unis(window(source, place), assembler.types(plan, source))
                .asTuple()
                .chain(both -> OffLoop.run(() -> portion(source.shop(), both.getItem1(), both.getItem2())));
    }

    private Uni<RecordWindow> window(Source source, Place place) {
        var open = window;
        return open != null && open.offset() == place.position().offset() && !open.isStuck()
                ? Uni.createFrom().item(open)
                : file.window(source, place, PIECES).invoke(opened -> window = opened);
    }

    private Portion portion(Shop shop, RecordWindow from, Map<String, AttributeType> types) {
        var faults = new Faults();
        var reader = assembler.rows(plan, from.dialect(), faults);
        var rows = new ArrayList<Row>();
        long seen = 0;
        for (var record = from.next(); record != null; record = from.next()) {
            if (!record.isBlank()) {
                seen++;
                reader.read(record.line(), record.text(), record.flaw()).ifPresent(rows::add);
            }
            if (seen == most) {
                break;
            }
        }
        if (plan.groups()) {
            var phase = from.atEnd() ? ImportPhase.WRITE : ImportPhase.READ;
            return new Portion(new Portion.Unsorted(keyed(rows, faults)), faults, 0, 0, position(from, phase));
        }
        var content = assembler.assemble(plan, shop, rows.stream().map(List::of).toList(), faults, types);
        return new Portion(content, faults, seen, 0, from.atEnd() ? null : position(from, ImportPhase.READ));
    }

    private static Place.Position position(RecordWindow from, ImportPhase phase) {
        return new Place.Position(phase, from.offset(), from.line(), "");
    }

    /// Rows without an id belong to nothing, nor do those whose id none can have: it would be the key of a row.
    private List<Map.Entry<String, Row>> keyed(List<Row> rows, Faults faults) {
        var keyed = new ArrayList<Map.Entry<String, Row>>();
        for (var row : rows) {
            var id = row.get(Targets.EXTERNAL_ID);
            if (id == null) {
                faults.add(row, "input_invalid", plan.columnOf(Targets.EXTERNAL_ID), RowTexts.REQUIRED);
            } else if (!CustomerReference.isValid(new Identity(plan.source(), id))) {
                faults.add(row, "value_invalid", plan.columnOf(Targets.EXTERNAL_ID), RowTexts.NO_ID);
            } else {
                keyed.add(new SimpleImmutableEntry<>(id, row));
            }
        }
        return keyed;
    }
}
