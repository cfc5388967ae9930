package io.kequn.customer;

import io.kequn.platform.database.FactSession;
import io.kequn.rule.GroupedSource;
import java.util.Collection;
import java.util.UUID;

/// Dates and instants among the shop's own attributes, each with an index, so that the clock need not look through
/// all customers for those of whom one has just been passed.
final class CustomerMoments {
    private static final String FORGET =
            "delete from customer_moment where shop_id = $1 and customer_id = any($2::uuid[])";
    private static final String KEEP =
            """
        insert into customer_moment (shop_id, customer_id, attribute, at, day)
        select $1, sent.id, '%1$s' || a.key, case a.type when 'instant' then %2$s end,
          case a.type when 'date' then (sent.custom::jsonb ->> a.key)::date end
        from unnest($2::uuid[], $3::text[]) as sent (id, custom)
        join attribute a on a.shop_id = $1 and a.type in ('date', 'instant')
        where sent.custom::jsonb ->> a.key is not null\
        """.formatted(ShopVocabulary.CUSTOM, StandardAttributes.instantOf("(sent.custom::jsonb ->> a.key)"));

    private CustomerMoments() {}

    /// Where rules find the moments of an attribute, by its key.
    static GroupedSource source(boolean date) {
        return GroupedSource.of("customer_moment", "customer_moment m")
                .keyedBy("m.shop_id", "m.customer_id")
                .at(date ? "m.day" : "m.at")
                .ofKinds("m.attribute", "text");
    }

    /// Sends those of customers that nobody else can see yet.
    static void insert(FactSession session, Collection<CustomerRow> made) {
        keep(session, made.stream().filter(CustomerMoments::isConcerned).toList());
    }

    /// Sends those of locked customers whose own attributes have changed.
    static void save(FactSession session, Collection<CustomerRow> changed) {
        var concerned = changed.stream().filter(CustomerMoments::isConcerned).toList();
        forget(session, concerned);
        keep(session, concerned);
    }

    /// The clock moves nobody who is merged or deleted.
    static void forget(FactSession session, Collection<CustomerRow> rows) {
        if (!rows.isEmpty()) {
            session.send(FORGET, session.shop().id(), ids(rows));
        }
    }

    private static boolean isConcerned(CustomerRow row) {
        return row.changed().stream().anyMatch(attribute -> attribute.startsWith(ShopVocabulary.CUSTOM));
    }

    private static void keep(FactSession session, Collection<CustomerRow> rows) {
        if (!rows.isEmpty()) {
            session.send(KEEP, session.shop().id(), ids(rows), ProfileStore.customs(session, rows));
        }
    }

    private static UUID[] ids(Collection<CustomerRow> rows) {
        return rows.stream().map(CustomerRow::id).toArray(UUID[]::new);
    }
}
