package io.kequn.imports;

import io.kequn.platform.value.Money;
import java.util.Currency;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A checked spec in the terms of the job. Built only by `PlanReader`; whoever holds one need not check it again.
/// `columns` is empty where the lines are in the API's own form.
record ImportPlan(
        ImportKind kind,
        ImportFormat format,
        String source,
        String customerSource,
        Map<String, ImportColumn> columns,
        @Nullable ImportCancellation cancellation,
        @Nullable Character delimiter,
        @Nullable Boolean utf8,
        CellReader cells,
        Currency currency,
        boolean dryRun,
        boolean earnPoints) {

    ImportPlan {
        columns = Map.copyOf(columns);
    }

    /// Whether several rows make one order, so that all have to be read before the first is written.
    boolean groups() {
        return kind == ImportKind.ORDERS && columns.containsKey(Targets.EXTERNAL_ID);
    }

    boolean hasLines() {
        return columns.containsKey(Targets.PRODUCT);
    }

    /// Whether rows are in the API's own form.
    boolean isNative() {
        return columns.isEmpty();
    }

    /// Of the currency, after the point.
    int digits() {
        return Money.digits(currency);
    }

    /// What a person knows a target by: the column's name, else the target.
    String columnOf(String target) {
        var column = columns.get(target);
        return column == null || column.column() == null ? target : column.column();
    }

    String separatorOf(String target) {
        var column = columns.get(target);
        return column == null || column.separator() == null ? "," : column.separator();
    }
}
