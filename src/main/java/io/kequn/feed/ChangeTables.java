package io.kequn.feed;

import io.kequn.platform.database.PersonTable;
import io.kequn.platform.database.PersonTables;
import jakarta.inject.Singleton;
import java.util.List;

/// What the change log says of persons. An erased one keeps the tombstone alone: of all else stays a number, so that
/// readers miss none.
@Singleton
class ChangeTables implements PersonTables {
    private static final String SUBJECT = """
        jsonb_build_object('subject', case t.kind
          when 'segment' then (select s.key from segment s where s.shop_id = $1 and s.id = t.subject)
          when 'tag' then (select s.key from tag s where s.shop_id = $1 and s.id = t.subject)
          when 'layer' then (select s.key from layer_set s where s.shop_id = $1 and s.id = t.subject)
          when 'level' then (select s.key from level_program s where s.shop_id = $1 and s.id = t.subject) end)\
        """;

    @Override
    public List<PersonTable> tables() {
        return List.of(PersonTable.of("change")
                .with(SUBJECT, "subject", "id", "rule_version")
                .erasedBy("""
                    update change t set customer_id = '00000000-0000-0000-0000-000000000000', kind = 'erased',
                      operation = 'removed', reason = 'erase', subject = null, rule_version = null, detail = null, cause = null
                    where t.shop_id = $1 and t.customer_id = any($2) and t.kind <> 'erased'\
                    """));
    }
}
