package io.kequn.tag;

/// What people have decided about tags that rules give as well.
public final class TagDecisions {
    /// Of the customers `$2` in the shop `$1`: who it is about, the tag, whether it was given (`include`) or taken
    /// (`exclude`), by whom if that is kept, since when and until when.
    public static final String OF_CUSTOMERS = """
        select ct.customer_id, t.key, t.name, 'include' kind, null::text reason, null::text author,
          ct.assigned_at recorded_at, ct.expires_at
        from customer_tag ct join tag t on t.shop_id = $1 and t.id = ct.tag_id and t.automatic and not t.deleting
        where ct.shop_id = $1 and ct.customer_id = any($2) and ct.source <> 'rule'
        union all
        select x.customer_id, t.key, t.name, 'exclude', null, x.author, x.recorded_at, null
        from customer_tag_exclusion x
        join tag t on t.shop_id = $1 and t.id = x.tag_id and t.automatic and not t.deleting
        where x.shop_id = $1 and x.customer_id = any($2)\
        """;

    private TagDecisions() {}
}
