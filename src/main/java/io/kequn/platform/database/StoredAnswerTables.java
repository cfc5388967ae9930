package io.kequn.platform.database;

import jakarta.inject.Singleton;
import java.util.List;

/// Stored answers of commands that name a customer in their address. Answers of others are sealed and gone after a day.
@Singleton
class StoredAnswerTables implements PersonTables {
    private static final String NAMES_IT = "position('/' || named.text || '/' in '/' || t.route || '/') > 0";

    @Override
    public List<PersonTable> tables() {
        return List.of(PersonTable.found("idempotency", """
                (exists (
                  select from unnest($2::uuid[]) one (id) cross join lateral (select one.id::text) named (text)
                  where %1$s or t.subject = named.text)
                or exists (
                  select from customer_identity i
                  cross join lateral (select i.source || ':' || i.external_id) named (text)
                  where i.shop_id = $1 and i.customer_id = any($2) and %1$s))\
                """.formatted(NAMES_IT)).hidden());
    }
}
