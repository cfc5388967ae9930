package io.kequn.imports;

import static io.kequn.platform.problem.ErrorCode.CURRENCY_MISMATCH;

import io.kequn.customer.CustomerReference;
import io.kequn.platform.access.Shop;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Text;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A checked spec in the terms of the job. Built only by `of`; whoever holds one need not check it again. `columns` is
/// empty where the lines are in the API's own form.
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
        boolean dryRun) {
    private static final int MOST_COLUMNS = 300;
    private static final int MOST_FORMATS = 20;
    private static final Map<String, Boolean> CHARSETS =
            Map.of("utf-8", true, "utf8", true, "gb18030", false, "gbk", false, "gb2312", false);

    ImportPlan {
        columns = Map.copyOf(columns);
    }

    /// Refuses with all that is wrong with the spec.
    static ImportPlan of(ImportSpec spec, Shop shop) {
        var inputs = new Inputs();
        var plan = read(spec, shop, inputs);
        inputs.check();
        return plan;
    }

    private static ImportPlan read(ImportSpec spec, Shop shop, Inputs inputs) {
        var format = Objects.requireNonNullElse(spec.format(), ImportFormat.AUTO);
        var columns = columns(spec, inputs);
        requireFields(spec, format, columns, inputs);
        checkCancellation(spec, columns, inputs);
        checkSource(inputs, "/source", spec.source());
        var customerSource = Objects.requireNonNullElse(spec.customerSource(), spec.source());
        checkSource(inputs, "/customerSource", customerSource);
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
                delimiter(spec.delimiter(), inputs),
                utf8(spec.charset(), inputs),
                cells(spec, shop, inputs),
                shop.currency(),
                Boolean.TRUE.equals(spec.dryRun()));
    }

    private static void checkSource(Inputs inputs, String pointer, String source) {
        inputs.require(
                CustomerReference.SOURCE.matcher(source).matches(),
                pointer,
                "Must be 1 to 63 lower-case letters, digits, `-` or `_`.",
                "须为 1 至 63 个小写字母、数字、`-` 或 `_`。");
    }

    private static Map<String, ImportColumn> columns(ImportSpec spec, Inputs inputs) {
        var mapping = Objects.requireNonNullElse(spec.mapping(), List.<ImportColumn>of());
        inputs.require(mapping.size() <= MOST_COLUMNS, "/mapping", "At most 300 fields.", "最多 300 个字段。");
        var columns = new LinkedHashMap<String, ImportColumn>();
        for (int i = 0; i < Math.min(mapping.size(), MOST_COLUMNS); i++) {
            var column = mapping.get(i);
            var pointer = "/mapping/" + i;
            check(spec.kind(), column, pointer, inputs);
            inputs.require(columns.put(column.to(), column) == null, pointer + "/to", "Is there twice.", "字段重复。");
        }
        return columns;
    }

    private static void check(ImportKind kind, ImportColumn column, String pointer, Inputs inputs) {
        if (!Targets.isKnown(kind, column.to())) {
            inputs.refuseChoice(
                    pointer + "/to",
                    column.to(),
                    kind == ImportKind.ORDERS ? Targets.OF_ORDERS : Targets.ofCustomers());
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

    private static void requireFields(
            ImportSpec spec, ImportFormat format, Map<String, ImportColumn> columns, Inputs inputs) {
        if (columns.isEmpty()) {
            inputs.require(
                    format == ImportFormat.NDJSON,
                    "/mapping",
                    "Say which columns go where; only `\"format\": \"ndjson\"` can do without.",
                    "请说明各列对应的字段；仅 `\"format\": \"ndjson\"` 可省略。");
            return;
        }
        if (spec.kind() == ImportKind.CUSTOMERS) {
            requireColumn(inputs, columns, Targets.EXTERNAL_ID);
            return;
        }
        requireColumn(inputs, columns, Targets.CUSTOMER);
        requireColumn(inputs, columns, Targets.PLACED_AT);
        if (columns.keySet().stream().anyMatch(target -> target.startsWith(Targets.LINE))) {
            requireColumn(inputs, columns, Targets.PRODUCT);
            requireColumn(inputs, columns, Targets.QUANTITY);
            requireColumn(inputs, columns, Targets.PRICE);
            return;
        }
        requireColumn(inputs, columns, Targets.TOTAL);
    }

    private static void requireColumn(Inputs inputs, Map<String, ImportColumn> columns, String target) {
        inputs.require(
                columns.containsKey(target),
                "/mapping",
                "Must say where `" + target + "` comes from.",
                "须说明 `" + target + "` 的来源。");
    }

    private static void checkCancellation(ImportSpec spec, Map<String, ImportColumn> columns, Inputs inputs) {
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

    private static @Nullable Character delimiter(@Nullable String text, Inputs inputs) {
        boolean fits =
                text == null || (text.length() == 1 && text.charAt(0) < 0x80 && "\"\r\n\0".indexOf(text.charAt(0)) < 0);
        inputs.require(fits, "/delimiter", "Must be one ASCII character, no quote.", "须为一个 ASCII 字符，不能是引号。");
        return text == null || !fits ? null : text.charAt(0);
    }

    private static @Nullable Boolean utf8(@Nullable String charset, Inputs inputs) {
        return charset == null ? null : inputs.choice("/charset", charset.toLowerCase(Locale.ROOT), CHARSETS);
    }

    private static CellReader cells(ImportSpec spec, Shop shop, Inputs inputs) {
        var zone = spec.zone() == null
                ? shop.zone()
                : inputs.parsed(
                        "/zone",
                        spec.zone(),
                        ZoneId::of,
                        shop.zone(),
                        new Text("Must be a time zone such as `Asia/Shanghai`.", "须为时区，例如 `Asia/Shanghai`。"));
        var separator = Objects.requireNonNullElse(spec.decimalSeparator(), ".");
        inputs.require(
                separator.equals(".") || separator.equals(","),
                "/decimalSeparator",
                "Must be `.` or `,`.",
                "须为 `.` 或 `,`。");
        var formats = Objects.requireNonNullElse(spec.dateFormats(), List.<String>of());
        inputs.require(formats.size() <= MOST_FORMATS, "/dateFormats", "At most 20.", "最多 20 个。");
        for (int i = 0; i < formats.size(); i++) {
            var unused = inputs.parsed(
                    "/dateFormats/" + i,
                    formats.get(i),
                    CellReader::format,
                    CellReader.ISO,
                    new Text(
                            "Must be a pattern of java.time such as `M/d/yy H:mm`.",
                            "须为 java.time 格式，例如 `M/d/yy H:mm`。"));
            Objects.requireNonNull(unused);
        }
        return new CellReader(zone, inputs.ok() ? formats : List.of(), separator.charAt(0));
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
