package io.kequn.sync;

/// The two selects of a sync; what is not asked for is not in their texts. Both bind `$1` shop, `$2` the
/// scope's segment or null, `$3` its customers, `$4` its tags.
final class SyncStatement {
    /// Names all values, also those that the scope has no use for.
    private static final String VALUES =
            "with scope (segment, customers, tags) as (select $2::int, $3::uuid[], $4::int[])\n";

    private static final String MEMBER = """
         and exists (
          select from segment_member g where g.shop_id = $1 and g.segment_id = $2::int and g.customer_id = <customer>)\
        """;
    private static final String NAMED = " and <customer> = any($3::uuid[])";
    private static final String TAGGED = " and <subject> = any($4::int[])";

    /// What customers have, in order of customer and subject, after `$5` and `$6`, `$7` of it.
    private static final String STATE = VALUES + """
        select s.* from (<state><scope> and (m.customer_id, <subject>) > ($5::uuid, $6::int)) s
        order by s.customer_id, s.subject limit $7\
        """;

    /// The changes after the number `$5` up to `$6`, `$7` of them, with what the customer has now of what
    /// changed; of a customer who enters the scope, all. Whoever is not in the scope now is left out: if the
    /// client knows of the customer, the change that ended it is yet to come.
    private static final String CHANGES = VALUES + """
        select h.number, h.customer_id, h.kind, h.operation, h.reason, h.at, h.detail ->> 'into' merged_into,
          h.scope, coalesce(s.key, <key>) as key, s.customer_id is not null present<columns>
        from (
          select h.*, <entry> scope from change h
          where h.shop_id = $1 and h.number > $5::bigint and h.number <= $6::bigint<named> and (
            h.kind = 'erased' or h.kind = 'merged' and h.operation = 'removed' or <entry>
            or h.kind = '<kind>'<tagged><member>)
          order by h.number limit $7
        ) h
        left join lateral (
          <state><all> and m.customer_id = h.customer_id and <which>
        ) s on h.kind = '<kind>' or h.scope and h.operation = 'added'
        order by h.number, s.subject\
        """;

    /// What a change is about: one entry of the customer's, which an index gives. An `or` beside it would make the
    /// database look at all tags or segments of the shop for each change.
    private static final String CHANGED = "<subject> = coalesce(h.subject, 0)";

    private static final String CHANGED_OR_ALL = "(h.scope or " + CHANGED + ")";

    private SyncStatement() {}

    static String state(SyncFeed feed, SyncScope scope) {
        return STATE.replace("<state>", feed.state())
                .replace("<scope>", restricted(scope))
                .replace("<subject>", feed.subject());
    }

    static String changes(SyncFeed feed, SyncScope scope) {
        return CHANGES.replace("<state>", feed.state())
                .replace("<all>", restricted(scope))
                .replace("<key>", feed.keyOfChange())
                .replace("<columns>", feed.columns())
                .replace("<which>", scope.segment() == null ? CHANGED : CHANGED_OR_ALL)
                .replace("<subject>", feed.subject())
                .replace("<kind>", feed.kind())
                .replace("<named>", scope.customers().isEmpty() ? "" : NAMED.replace("<customer>", "h.customer_id"))
                .replace("<tagged>", scope.tagGroup() == null ? "" : TAGGED.replace("<subject>", "h.subject"))
                .replace("<member>", scope.segment() == null ? "" : MEMBER.replace("<customer>", "h.customer_id"))
                .replace("<entry>", scope.segment() == null ? "false" : "(h.kind = 'segment' and h.subject = $2::int)");
    }

    private static String restricted(SyncScope scope) {
        return (scope.segment() == null ? "" : MEMBER.replace("<customer>", "m.customer_id"))
                + (scope.customers().isEmpty() ? "" : NAMED.replace("<customer>", "m.customer_id"))
                + (scope.tagGroup() == null ? "" : TAGGED.replace("<subject>", "m.tag_id"));
    }
}
