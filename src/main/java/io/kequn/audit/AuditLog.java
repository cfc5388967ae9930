package io.kequn.audit;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.PersonalReads;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.ShopSteps;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.stream.Collectors;

/// Adds to the audit log what no trigger sees, in the transaction that does it.
@Singleton
public class AuditLog {
    private static final String ADD = """
        select cast(add_audit_entry($1, $2, $3, cast($4 as text), null, null,
          cast(string_to_array($5, ' ') as uuid[]), $6) as text)\
        """;

    private final ShopSteps steps;

    AuditLog(ShopSteps steps) {
        this.steps = steps;
    }

    /// In a fact transaction.
    public static void add(FactSession session, AuditNote note) {
        session.send(session.query(ADD, values(session.shop(), note)));
    }

    /// In a definition transaction.
    public static Uni<Void> add(Shop shop, AuditNote note) {
        var values = values(shop, note);
        return DefinitionTransaction.list(
                        row -> row,
                        ADD,
                        values.getValue(0),
                        values.getValue(1),
                        values.getValue(2),
                        values.getValue(3),
                        values.getValue(4),
                        values.getValue(5))
                .replaceWithVoid();
    }

    /// In a step whose caller is known.
    public static Uni<Void> add(SqlConnection connection, Shop shop, AuditNote note) {
        return Sql.query(connection, ADD, values(shop, note)).replaceWithVoid();
    }

    /// In a transaction of its own, to be waited for before anything is shown. It tells of all that the request reads.
    public Uni<Void> read(Caller caller, AuditNote note) {
        PersonalReads.ignore();
        return steps.run(caller, connection -> add(connection, caller.ofShop(), note));
    }

    private static Tuple values(Shop shop, AuditNote note) {
        return Sql.tuple(
                shop.id(),
                note.operation().text(),
                note.resource(),
                note.resourceId(),
                note.customers().stream().map(UUID::toString).collect(Collectors.joining(" ")),
                note.count());
    }
}
