package io.kequn.imports;

import io.kequn.order.OrderWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows that one step writes, read ahead of its transaction. `rows` of the file end with it, for good or with
/// faults; `lost` ones fail beside those that have a fault. `next` is where the following portion begins, null
/// after the last.
record Portion(Content content, Faults faults, long rows, long lost, Place.@Nullable Position next) {

    /// What there is to write.
    sealed interface Content {}

    /// Rows to be put in order first, with the ids of what they belong to.
    record Unsorted(List<Map.Entry<String, Row>> rows) implements Content {
        Unsorted {
            rows = List.copyOf(rows);
        }
    }

    /// Orders and, after them, refunds; `batch` are the same, checked.
    record Orders(List<OrderAssembly.Assembled> sales, List<OrderAssembly.Assembled> refunds, OrderWriter.Checked batch)
            implements Content {
        Orders {
            sales = List.copyOf(sales);
            refunds = List.copyOf(refunds);
        }
    }

    record Customers(List<CustomerAssembly.Assembled> customers) implements Content {
        Customers {
            customers = List.copyOf(customers);
        }
    }
}
