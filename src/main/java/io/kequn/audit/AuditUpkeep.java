package io.kequn.audit;

import io.kequn.platform.database.Connections;
import io.kequn.platform.database.Sql;
import io.kequn.platform.job.DueRun;
import io.kequn.platform.job.DueWork;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Makes the months of the audit log ahead, and drops those that are past their time.
@Singleton
class AuditUpkeep implements DueWork {
    private static final Logger LOG = Logger.getLogger(AuditUpkeep.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final int AHEAD = 2;
    private static final String KEEP =
            "select keep_audit_months($1, clock_timestamp() - $2::bigint * interval '1 millisecond') fault";
    private static final String NOW = "select clock_timestamp() at";

    private final Connections connections;
    private final AuditSettings settings;

    AuditUpkeep(Connections connections, AuditSettings settings) {
        this.connections = connections;
        this.settings = settings;
    }

    @Override
    public String kind() {
        return "audit-log";
    }

    /// A month that somebody reads just then goes the next time.
    @Override
    public Uni<Optional<Instant>> run(DueRun run) {
        return connections
                .query(KEEP, AHEAD, settings.retention().toMillis())
                .map(rows -> Sql.list(rows, row -> row.getString("fault")))
                .onFailure()
                .recoverWithItem(failure -> List.of(String.valueOf(failure)))
                .invoke(faults -> faults.forEach(fault -> LOG.warnf("Months of the audit log: %s", fault)))
                .chain(() -> connections.query(NOW))
                .map(rows -> rows.iterator().next().getOffsetDateTime("at").toInstant())
                .map(now -> Optional.of(now.plus(EVERY)));
    }
}
