package io.kequn.feed;

import io.kequn.platform.database.PersonTable;
import io.kequn.platform.database.PersonTables;
import jakarta.inject.Singleton;
import java.util.List;

/// What the change log says of persons, but for what counts as never happened. An erased one keeps a tombstone under
/// each id that readers may know, also of
/// who was merged into it; of all else stays a number, of a kind that nobody reads, so that readers miss none.
@Singleton
class ChangeTables implements PersonTables {
    private static final String SUBJECT = """
        jsonb_build_object('subject', case t.kind
          when 'segment' then (select s.key from segment s where s.shop_id = $1 and s.id = t.subject)
          when 'tag' then (select s.key from tag s where s.shop_id = $1 and s.id = t.subject)
          when 'layer' then (select s.key from layer_set s where s.shop_id = $1 and s.id = t.subject)
          when 'level' then (select s.key from level_program s where s.shop_id = $1 and s.id = t.subject) end,
          'detail', case when t.kind <> 'merged' or <named> = any($2) then t.detail end)\
        """.replace("<named>", named("t"));

    /// What stays of others with whom they were merged for a while names them.
    private static final String OF_OTHERS = """
        t.kind = 'merged' and t.customer_id <> all($2) and <named> = any($2) and t.customer_id = any(array(
          select <other> from change o where o.shop_id = $1 and o.customer_id = any($2) and o.kind = 'merged'))\
        """.replace("<named>", named("t")).replace("<other>", named("o"));

    private static String named(String change) {
        return "coalesce(<h>.detail ->> 'into', <h>.detail ->> 'from')::uuid".replace("<h>", change);
    }

    @Override
    public List<PersonTable> tables() {
        return List.of(
                PersonTable.found("change", OF_OTHERS)
                        .hidden()
                        .erasedBy("update change t set detail = null where t.shop_id = $1 and " + OF_OTHERS),
                PersonTable.of("change")
                        .with(SUBJECT, "subject", "id", "rule_version", "detail")
                        .shownWhere("not " + UndoneChanges.hold("t"))
                        .erasedBy("""
                    update change t set customer_id = case when <left> then t.customer_id
                        else '00000000-0000-0000-0000-000000000000' end,
                      kind = case when <left> then 'erased' else 'gone' end, operation = 'removed', reason = 'erase',
                      subject = null, rule_version = null, detail = null, cause = null
                    where t.shop_id = $1 and t.customer_id = any($2) and t.kind <> 'erased'\
                    """.replace("<left>", "t.kind = 'merged' and t.operation = 'removed'")));
    }
}
