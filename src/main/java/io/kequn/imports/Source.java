package io.kequn.imports;

import io.kequn.crypto.Sealer;
import io.kequn.customer.AttributeType;
import io.kequn.customer.CustomerWriter;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the file and its rows are read from: on the connection of the step that writes them, or ahead of it on
/// another one. Nothing that is read changes while the import runs.
interface Source {
    Shop shop();

    /// Opens what the file and its rows are kept as.
    Sealer sealer();

    Uni<RowSet<Row>> query(String sql, @Nullable Object... values);

    /// The types of the shop's own attributes, by key.
    Uni<Map<String, AttributeType>> attributeTypes();

    record InStep(FactSession session, CustomerWriter customers) implements Source {
        @Override
        public Shop shop() {
            return session.shop();
        }

        @Override
        public Sealer sealer() {
            return session.keys().sealer();
        }

        @Override
        public Uni<RowSet<Row>> query(String sql, @Nullable Object... values) {
            return session.query(sql, values);
        }

        @Override
        public Uni<Map<String, AttributeType>> attributeTypes() {
            return customers.attributeTypes(session);
        }
    }

    record Ahead(ShopReads reads, Shop shop, CustomerWriter customers, Sealer sealer) implements Source {
        @Override
        public Uni<RowSet<Row>> query(String sql, @Nullable Object... values) {
            return reads.query(shop, sql, Sql.tuple(values));
        }

        @Override
        public Uni<Map<String, AttributeType>> attributeTypes() {
            return customers.attributeTypes(shop);
        }
    }
}
