package io.kequn.level;

import io.kequn.platform.database.PersonTable;
import io.kequn.platform.database.PersonTables;
import jakarta.inject.Singleton;
import java.util.List;

/// The levels of persons, and how they came to them.
@Singleton
class LevelTables implements PersonTables {
    private static final String PROGRAM = "jsonb_build_object('levelProgram',"
            + " (select p.key from level_program p where p.shop_id = $1 and p.id = t.level_program_id))";

    private static final String LEVELS = "jsonb_build_object('level', " + key("level_id") + ", 'qualified', "
            + key("qualified_id") + ", 'waiting', " + key("waiting_id") + ")";

    /// Not what a merger did that was undone, nor its undoing: those were another person's levels.
    private static final String OWN = """
        not (t.kind in ('merged', 'unmerged') and exists (
          select from customer_merge m
          where m.shop_id = $1 and t.customer_id in (m.customer_id, m.merged_id) and m.undone_at is not null
            and t.at in (m.merged_at, m.undone_at)))\
        """;

    @Override
    public List<PersonTable> tables() {
        return List.of(
                PersonTable.of("customer_level")
                        .with(PROGRAM + " || " + LEVELS, "level_program_id", "level_id", "qualified_id", "waiting_id"),
                PersonTable.of("customer_level_event")
                        .with(PROGRAM, "level_program_id")
                        .shownWhere(OWN));
    }

    /// The key of the level that a column of `t` names; null: none.
    private static String key(String column) {
        return "(select nullif(l.key, '') from level l where l.shop_id = $1 and l.id = t." + column + ")";
    }
}
