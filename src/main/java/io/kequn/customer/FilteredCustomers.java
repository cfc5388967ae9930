package io.kequn.customer;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.RuleFilter;
import io.kequn.rule.Vocabulary;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Whom a rule selects at the instant of a fact transaction, for commands on many customers. None of them is
/// locked.
@Singleton
public class FilteredCustomers {
    /// Each filter is a statement of its own, and how much it reads depends on its values.
    private static final String PLANNED_FOR_ITS_VALUES = "set local plan_cache_mode = force_custom_plan";

    private static final String AS_BEFORE = "set local plan_cache_mode = auto";

    private final ShopVocabulary vocabulary;

    FilteredCustomers(ShopVocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /// Reads the filter. Refuses a wrong one with `rule_invalid` at `pointer`.
    public Uni<Selected> of(FactSession session, String filter, String pointer) {
        return vocabulary
                .of(session)
                .chain(words -> session.readInstant()
                        .map(at -> new Selected(session, filter(words, filter, pointer), at(session, at))));
    }

    private static RuleFilter filter(Vocabulary words, String filter, String pointer) {
        return new RuleCompiler(words).filter(RuleReader.read(words, filter, pointer), 1, Selected.FIRST_FREE);
    }

    private static EvaluationTime at(FactSession session, Instant at) {
        return new EvaluationTime(at, session.shop().zone(), session.shop().weekStart());
    }

    /// Those whom one filter selects.
    public static final class Selected {
        private static final int FIRST_FREE = 3;

        private final FactSession session;
        private final RuleFilter filter;
        private final EvaluationTime time;

        Selected(FactSession session, RuleFilter filter, EvaluationTime time) {
            this.session = session;
            this.filter = filter;
            this.time = time;
        }

        /// At most `limit` of them, in the order of their ids.
        public Uni<List<UUID>> first(int limit) {
            var sql = "select c.id from customer c " + filter.joins() + where() + " order by c.id limit $2";
            return ask(sql, limit).map(rows -> Sql.list(rows, row -> row.getUUID("id")));
        }

        /// Notes all of them as the customers of the job (table `job_customer`); answers how many.
        public Uni<Long> noteForJob(UUID job) {
            var sql = "insert into job_customer (shop_id, job_id, customer_id) select c.shop_id, $2::uuid, c.id"
                    + " from customer c " + filter.joins() + where();
            return ask(sql, job).map(rows -> (long) rows.rowCount());
        }

        private String where() {
            return " where c.shop_id = $1 and c.state = 0 and " + filter.predicate();
        }

        private Uni<RowSet<Row>> ask(String sql, Object second) {
            var values = new ArrayList<Object>(List.of(session.shop().id(), second));
            values.addAll(filter.values(time));
            return session.query(PLANNED_FOR_ITS_VALUES)
                    .chain(() -> session.query(sql, values.toArray()))
                    .call(() -> session.query(AS_BEFORE));
        }
    }
}
