package io.kequn.imports;

import static io.kequn.platform.problem.ErrorCode.CURRENCY_MISMATCH;

import io.kequn.customer.CustomerReference;
import io.kequn.platform.access.Shop;
import io.kequn.platform.problem.Inputs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Checks the spec of an import and puts it into the terms of the job.
final class PlanReader {
    private static final Map<String, Boolean> CHARSETS =
            Map.of("utf-8", true, "utf8", true, "gb18030", false, "gbk", false, "gb2312", false);

    private final ImportSpec spec;
    private final Shop shop;
    private final Inputs inputs = new Inputs();

    private PlanReader(ImportSpec spec, Shop shop) {
        this.spec = spec;
        this.shop = shop;
    }

    /// Refuses with all that is wrong with the spec.
    static ImportPlan read(ImportSpec spec, Shop shop) {
        var reader = new PlanReader(spec, shop);
        var plan = reader.read();
        reader.inputs.check();
        return plan;
    }

    private ImportPlan read() {
        SpecLimits.check(inputs, spec);
        // Texts of any length are not read any further.
        inputs.check();
        var format = Objects.requireNonNullElse(spec.format(), ImportFormat.AUTO);
        var columns = columns();
        requireFields(format, columns);
        checkCancellation(columns);
        checkSource("/source", spec.source());
        var customerSource = Objects.requireNonNullElse(spec.customerSource(), spec.source());
        checkSource("/customerSource", customerSource);
        if (spec.currency() != null && !spec.currency().equals(shop.currency().getCurrencyCode())) {
            inputs.refuse(
                    "/currency",
                    CURRENCY_MISMATCH,
                    "Must be `" + shop.currency() + "`, the currency of the shop.",
                    "须为店铺币种 `" + shop.currency() + "`。");
        }
        return new ImportPlan(
                spec.kind(),
                format,
                spec.source(),
                customerSource,
                columns,
                spec.cancellation(),
                delimiter(spec.delimiter()),
                utf8(spec.charset()),
                CellReader.of(inputs, spec, shop),
                shop.currency(),
                Boolean.TRUE.equals(spec.dryRun()),
                Boolean.TRUE.equals(spec.earnPoints()));
    }

    private void checkSource(String pointer, String source) {
        inputs.require(
                CustomerReference.SOURCE.matcher(source).matches(),
                pointer,
                "Must be 1 to 63 lower-case letters, digits, `-` or `_`.",
                "须为 1 至 63 个小写字母、数字、`-` 或 `_`。");
    }

    private Map<String, ImportColumn> columns() {
        var mapping = Objects.requireNonNullElse(spec.mapping(), List.<ImportColumn>of());
        var columns = new LinkedHashMap<String, ImportColumn>();
        for (int i = 0; i < mapping.size(); i++) {
            var column = mapping.get(i);
            var pointer = "/mapping/" + i;
            check(column, pointer);
            inputs.require(columns.put(column.to(), column) == null, pointer + "/to", "Is there twice.", "字段重复。");
        }
        return columns;
    }

    private void check(ImportColumn column, String pointer) {
        if (!Targets.isKnown(spec.kind(), column.to())) {
            inputs.refuseChoice(
                    pointer + "/to",
                    column.to(),
                    spec.kind() == ImportKind.ORDERS ? Targets.OF_ORDERS : Targets.ofCustomers());
        }
        inputs.require(
                (column.column() == null) != (column.constant() == null),
                pointer,
                "Must have either a `column` or a `constant`.",
                "须且只能填写 `column` 或 `constant` 之一。");
        inputs.require(
                column.separator() == null || !column.separator().isEmpty(),
                pointer + "/separator",
                "Must not be empty.",
                "不能为空字符串。");
    }

    private void requireFields(ImportFormat format, Map<String, ImportColumn> columns) {
        if (columns.isEmpty()) {
            inputs.require(
                    format == ImportFormat.NDJSON,
                    "/mapping",
                    "Say which columns go where; only `\"format\": \"ndjson\"` can do without.",
                    "请说明各列对应的字段；仅 `\"format\": \"ndjson\"` 可省略。");
            return;
        }
        if (spec.kind() == ImportKind.CUSTOMERS) {
            requireColumn(columns, Targets.EXTERNAL_ID);
            columns.keySet().stream()
                    .flatMap(target -> ConsentCells.needs(target).stream())
                    .distinct()
                    .forEach(needed -> requireColumn(columns, needed));
            return;
        }
        requireColumn(columns, Targets.CUSTOMER);
        requireColumn(columns, Targets.PLACED_AT);
        if (columns.keySet().stream().anyMatch(target -> target.startsWith(Targets.LINE))) {
            requireColumn(columns, Targets.PRODUCT);
            requireColumn(columns, Targets.QUANTITY);
            requireColumn(columns, Targets.PRICE);
            return;
        }
        requireColumn(columns, Targets.TOTAL);
    }

    private void requireColumn(Map<String, ImportColumn> columns, String target) {
        inputs.require(
                columns.containsKey(target),
                "/mapping",
                "Must say where `" + target + "` comes from.",
                "须说明 `" + target + "` 的来源。");
    }

    private void checkCancellation(Map<String, ImportColumn> columns) {
        var rule = spec.cancellation();
        if (rule == null) {
            return;
        }
        inputs.require(
                spec.kind() == ImportKind.ORDERS && !columns.isEmpty(),
                "/cancellation",
                "Is for orders with a mapping.",
                "仅适用于带字段映射的订单。");
        inputs.require(
                (rule.prefix() == null) != (rule.value() == null),
                "/cancellation",
                "Must have either a `prefix` or a `value`.",
                "须且只能填写 `prefix` 或 `value` 之一。");
        inputs.require(
                rule.column() != null || columns.containsKey(Targets.EXTERNAL_ID),
                "/cancellation/column",
                "Is needed where orders have no `externalId`.",
                "订单没有 `externalId` 时必填。");
    }

    private @Nullable Character delimiter(@Nullable String text) {
        boolean fits =
                text == null || (text.length() == 1 && text.charAt(0) < 0x80 && "\"\r\n\0".indexOf(text.charAt(0)) < 0);
        inputs.require(fits, "/delimiter", "Must be one ASCII character, no quote.", "须为一个 ASCII 字符，不能是引号。");
        return text == null || !fits ? null : text.charAt(0);
    }

    private @Nullable Boolean utf8(@Nullable String charset) {
        return charset == null ? null : inputs.choice("/charset", charset.toLowerCase(Locale.ROOT), CHARSETS);
    }
}
