package io.kequn.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kequn.crypto.Sealer;
import io.kequn.customer.AttributeType;
import io.kequn.customer.CustomerWriter;
import io.kequn.order.OrderBatch;
import io.kequn.order.OrderWriter;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.ShopReads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Makes what is to be written of the rows that belong together, and knows where they are read from.
@Singleton
class Assembler {
    private final CustomerWriter customers;
    private final ShopReads reads;
    private final ObjectMapper json;
    private final Sealer sealer;

    Assembler(CustomerWriter customers, ShopReads reads, ObjectMapper json, Sealer sealer) {
        this.customers = customers;
        this.reads = reads;
        this.json = json;
        this.sealer = sealer;
    }

    /// Rows as they come while a step runs.
    Source inStep(FactSession session) {
        return new Source.InStep(session, customers);
    }

    /// Rows for the step after it.
    Source ahead(Shop shop) {
        return new Source.Ahead(reads, shop, customers, sealer);
    }

    /// What has to be known of the shop to read its cells.
    Uni<Map<String, AttributeType>> types(ImportPlan plan, Source source) {
        return switch (plan.kind()) {
            case CUSTOMERS -> source.attributeTypes();
            case ORDERS -> Uni.createFrom().item(Map.of());
        };
    }

    RowReader rows(ImportPlan plan, Dialect dialect, Faults faults) {
        return new RowReader(plan, dialect, json, faults);
    }

    /// Each group makes one thing. What is wrong goes to `faults`.
    Portion.Content assemble(
            ImportPlan plan, Shop shop, List<List<Row>> groups, Faults faults, Map<String, AttributeType> types) {
        return switch (plan.kind()) {
            case ORDERS -> orders(shop, groups, new OrderAssembly(plan, faults, json));
            case CUSTOMERS -> {
                var assembly = new CustomerAssembly(plan, shop, faults, json, types);
                yield new Portion.Customers(groups.stream()
                        .flatMap(group -> assembly.assemble(group.getFirst()).stream())
                        .toList());
            }
        };
    }

    private static Portion.Orders orders(Shop shop, List<List<Row>> groups, OrderAssembly assembly) {
        var made = groups.stream()
                .flatMap(group -> assembly.assemble(group).stream())
                .toList();
        var sales = made.stream().filter(one -> one.order() != null).toList();
        var refunds = made.stream().filter(one -> one.refund() != null).toList();
        var batch = new OrderBatch(
                sales.stream().map(one -> Objects.requireNonNull(one.order())).toList(),
                refunds.stream()
                        .map(one -> Objects.requireNonNull(one.refund()))
                        .toList());
        return new Portion.Orders(sales, refunds, OrderWriter.check(batch, shop.currency()));
    }
}
