package io.kequn.segment;

import static io.kequn.platform.access.Scope.CUSTOMERS_READ;
import static io.kequn.platform.access.Scope.SEGMENTS_READ;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.customer.CustomerSummaries;
import io.kequn.customer.CustomerSummary;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.problem.Inputs;
import io.kequn.publication.DefinitionKind;
import io.kequn.publication.Dependent;
import io.kequn.publication.Dependents;
import io.kequn.publication.PreviewStatement;
import io.kequn.publication.RuleChecks;
import io.kequn.publication.RuleChecks.Checked;
import io.kequn.rule.EvaluationTime;
import io.kequn.segment.RulePreview.Customers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells what a rule would do before it is live, by one statement over the shop, at the shop's present instant.
@Singleton
public class RulePreviews {
    private final RuleChecks checks;
    private final SegmentReads segments;
    private final Dependents dependents;
    private final CustomerSummaries customers;
    private final ShopReads reads;

    RulePreviews(
            RuleChecks checks,
            SegmentReads segments,
            Dependents dependents,
            CustomerSummaries customers,
            ShopReads reads) {
        this.checks = checks;
        this.segments = segments;
        this.dependents = dependents;
        this.customers = customers;
        this.reads = reads;
    }

    /// Of any rule; compared with the members of a segment where one is named.
    public Uni<RulePreview> preview(PreviewRequest request) {
        var shop = shop();
        var inputs = new Inputs();
        inputs.given("/rule", request.rule());
        inputs.check();
        var rule = String.valueOf(request.rule());
        return request.segment() == null
                ? preview(shop, rule, null, null)
                : segments.idOf(shop, request.segment()).chain(id -> preview(shop, rule, request.segment(), id));
    }

    /// Of the draft that waits, or of the live rule if none does, against the members that the segment has.
    public Uni<RulePreview> previewOf(String segment) {
        var shop = shop();
        return segments.get(shop, segment)
                .map(RulePreviews::ruleOf)
                .chain(rule -> segments.idOf(shop, segment).chain(id -> preview(shop, rule, segment, id)));
    }

    /// Samples are customers, so that who asks must be allowed to see those.
    private static Shop shop() {
        return Caller.with(SEGMENTS_READ).and(CUSTOMERS_READ).ofShop();
    }

    private static String ruleOf(Segment segment) {
        var draft = segment.draft();
        var rule = draft == null ? segment.rule() : draft;
        if (rule == null) {
            throw STATE_CONFLICT.because("A static segment has no rule to preview.", "静态客群没有规则，无法预览。");
        }
        return rule;
    }

    private Uni<RulePreview> preview(Shop shop, String rule, @Nullable String key, @Nullable Integer segment) {
        return checks.read(shop, rule)
                .chain(checked -> reads.now(shop)
                        .map(at -> new EvaluationTime(at, shop.zone(), shop.weekStart()))
                        .chain(time -> preview(shop, checked, time, key, segment)));
    }

    private Uni<RulePreview> preview(
            Shop shop, Checked checked, EvaluationTime time, @Nullable String key, @Nullable Integer segment) {
        var statement = PreviewStatement.of(checked.vocabulary(), checked.rule(), shop, segment, time);
        return Uni.combine()
                .all()
                .unis(
                        reads.askOfAll(shop, statement.sql(), statement.values())
                                .map(rows -> ShopParts.of(rows, segment != null))
                                .chain(this::shown),
                        checks.counted(shop, checked, time),
                        readers(shop, key))
                .with((parts, check, readers) -> new RulePreview(
                        check,
                        key,
                        parts.count(),
                        parts.samples(),
                        parts.entering(),
                        parts.leaving(),
                        readers,
                        time.at(),
                        shop.zone().getId()));
    }

    /// Nobody reads a rule that belongs to no segment yet.
    private Uni<List<Dependent>> readers(Shop shop, @Nullable String segment) {
        return segment == null
                ? Uni.createFrom().item(List.of())
                : dependents.of(shop, DefinitionKind.SEGMENT, segment);
    }

    /// The customers that are shown, read by one statement.
    private Uni<Shown> shown(ShopParts parts) {
        return customers.of(parts.ids()).map(found -> {
            var byId = found.stream().collect(Collectors.toMap(CustomerSummary::id, customer -> customer));
            return parts.shown(byId);
        });
    }

    record Shown(
            long count,
            List<CustomerSummary> samples,
            @Nullable Customers entering,
            @Nullable Customers leaving) {}

    /// A part of the shop: those the rule holds for or not, members by now or not.
    private record Part(long count, List<UUID> some) {
        static final Part NONE = new Part(0, List.of());

        Customers shown(Map<UUID, CustomerSummary> customers) {
            return new Customers(
                    count,
                    some.stream()
                            .sorted()
                            .map(customers::get)
                            .filter(Objects::nonNull)
                            .toList());
        }
    }

    private record ShopParts(Part entering, Part staying, Part leaving, boolean compared) {
        static ShopParts of(Iterable<Row> rows, boolean compared) {
            var parts = new HashMap<String, Part>();
            for (var row : rows) {
                var some = row.getArrayOfUUIDs("some");
                var part = new Part(row.getLong("n"), some == null ? List.of() : Arrays.asList(some));
                parts.put(row.getBoolean("should") + " " + row.getBoolean("held"), part);
            }
            return new ShopParts(
                    parts.getOrDefault("true false", Part.NONE),
                    parts.getOrDefault("true true", Part.NONE),
                    parts.getOrDefault("false true", Part.NONE),
                    compared);
        }

        List<UUID> ids() {
            var ids = new ArrayList<>(entering.some);
            ids.addAll(staying.some);
            ids.addAll(leaving.some);
            return ids;
        }

        Shown shown(Map<UUID, CustomerSummary> customers) {
            var all = new ArrayList<>(entering.some);
            all.addAll(staying.some);
            var samples =
                    new Part(0, all.stream().limit(PreviewStatement.SAMPLES).toList());
            return new Shown(
                    entering.count + staying.count,
                    samples.shown(customers).samples(),
                    compared ? entering.shown(customers) : null,
                    compared ? leaving.shown(customers) : null);
        }
    }
}
