package io.kequn.tag;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/// The part of customers' tags that rules decide, as the evaluation reads and writes it. All customers are locked.
public final class RuledTags {
    private static final String GIVE = """
        insert into customer_tag (shop_id, customer_id, tag_id, source, assigned_at, cause)
        select $1, customer_id, tag_id, 'rule', $4, $5
        from unnest($2::uuid[], $3::int[]) as given (customer_id, tag_id)\
        """;
    private static final String TAKE = """
        delete from customer_tag ct
        using unnest($2::uuid[], $3::int[]) as taken (customer_id, tag_id)
        where ct.shop_id = $1 and ct.customer_id = taken.customer_id and ct.tag_id = taken.tag_id\
        """;
    private static final String SOME_GIVEN = """
        select customer_id from customer_tag where shop_id = $1 and tag_id = $2 and source = 'rule'
        order by customer_id limit $3\
        """;
    private static final String TAKE_FROM = """
        delete from customer_tag
        where shop_id = $1 and tag_id = $2 and customer_id = any($3) and source = 'rule'
        returning customer_id, tag_id, 'REMOVED' operation\
        """;
    private static final String FORGET = "delete from customer_tag_exclusion where shop_id = $1 and tag_id = $2";

    private RuledTags() {}

    /// Selects `customer_id` and the `number` of those of the tags, an `int[]`, that customers have, by
    /// whomever. A tag's number is the negative of its id; `on` is the condition on `ct.customer_id`.
    public static String held(String tags, String on) {
        return """
            select ct.customer_id, -ct.tag_id from customer_tag ct
            where ct.shop_id = $1::int and ct.tag_id = any(%s) and %s\
            """.formatted(tags, on);
    }

    /// Selects `customer_id`, `number` and `kind` of what people have decided about the tags: they have the tag
    /// (`include`), or no rule gives it to them (`exclude`). `groups` are the exclusive groups of these tags in
    /// the same order, 0 for none: whoever has a tag of such a group from people gets no other of it from a
    /// rule.
    public static String decided(String tags, String groups, String on) {
        return """
            select ct.customer_id, -ct.tag_id, 'include' from customer_tag ct
            where ct.shop_id = $1::int and ct.tag_id = any(%1$s) and ct.source <> 'rule' and %3$s
            union all
            select ct.customer_id, -ct.tag_id, 'exclude' from customer_tag_exclusion ct
            where ct.shop_id = $1::int and ct.tag_id = any(%1$s) and %3$s
            union all
            select ct.customer_id, -ruled.tag_id, 'exclude' from customer_tag ct
            join tag t on t.shop_id = $1::int and t.id = ct.tag_id
            join unnest(%1$s, %2$s) ruled (tag_id, group_id) on ruled.group_id = t.group_id and ruled.tag_id <> t.id
            where ct.shop_id = $1::int and ct.source <> 'rule' and %3$s\
            """.formatted(tags, groups, on);
    }

    /// The same of one tag and one customer, `q.tag` and `q.customer` of the shop `q.shop`: `kind`, and when it
    /// ends; no row where people leave the tag to the rule.
    public static final String DECIDED_OF_ONE = """
        select 'include' kind, ct.expires_at from customer_tag ct
        where ct.shop_id = q.shop and ct.customer_id = q.customer and ct.tag_id = q.tag and ct.source <> 'rule'
        union all
        select 'exclude', null from customer_tag_exclusion x
        where x.shop_id = q.shop and x.customer_id = q.customer and x.tag_id = q.tag
        union all
        select 'exclude', ct.expires_at from customer_tag ct
        join tag other on other.shop_id = q.shop and other.id = ct.tag_id and other.id <> q.tag
        join tag t on t.shop_id = q.shop and t.id = q.tag and t.group_id = other.group_id
        join tag_group g on g.shop_id = q.shop and g.id = t.group_id and g.exclusive
        where ct.shop_id = q.shop and ct.customer_id = q.customer and ct.source <> 'rule'
        limit 1
        """;

    /// Whether a write's answer tells of a tag that a rule has given or taken.
    static boolean isOfTag(MembershipChange change) {
        return change.kind().equals("tag");
    }

    /// Gives each of the customers the tag at the same place.
    public static void give(FactSession session, UUID[] customers, Integer[] tags) {
        session.send(GIVE, session.shop().id(), customers, tags, session.now(), session.cause());
    }

    public static void take(FactSession session, UUID[] customers, Integer[] tags) {
        session.send(TAKE, session.shop().id(), customers, tags);
    }

    /// One step of the end of a rule: takes the tag from some of those who have it from the rule alone. Answers
    /// from how many; 0 means that nobody is left.
    public static Uni<Integer> takeFromSome(FactSession session, int tag, int limit) {
        int shop = session.shop().id();
        return session.query(SOME_GIVEN, shop, tag, limit)
                .map(rows -> Sql.list(rows, row -> row.getUUID("customer_id")))
                .call(ids -> session.lock(ids))
                .chain(ids -> takeFrom(session, tag, ids).replaceWith(ids.size()));
    }

    /// From whom people have taken the tag means nothing without a rule.
    static Uni<Void> forget(FactSession session, int tag) {
        return session.query(FORGET, session.shop().id(), tag).replaceWithVoid();
    }

    private static Uni<?> takeFrom(FactSession session, int tag, List<UUID> ids) {
        return ids.isEmpty()
                ? forget(session, tag)
                : session.query(TAKE_FROM, session.shop().id(), tag, ids.toArray(UUID[]::new))
                        .map(rows -> Sql.list(rows, AssignmentWrites.Written::of))
                        .invoke(taken -> AssignmentWrites.log(session, session.reason(), taken));
    }
}
