package io.kequn.evaluation;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Watermark;
import io.kequn.platform.job.DueRun;
import io.kequn.platform.job.DueTable;
import io.kequn.platform.job.DueWork;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The clock of a shop whose live rules read time. Where they count hours it ticks every few seconds, otherwise
/// at the shop's midnights, and it stops when no rule reads time any more.
@Singleton
public class SegmentClock implements DueWork {
    static final String KIND = "clock";
    private static final Logger LOG = Logger.getLogger(SegmentClock.class);

    private final ClockTick tick;
    private final ShopReads reads;
    private final SegmentSettings settings;

    SegmentClock(ClockTick tick, ShopReads reads, SegmentSettings settings) {
        this.tick = tick;
        this.reads = reads;
        this.settings = settings;
    }

    /// Starts the clock, or lets it look anew when to tick, since a rule that reads time goes live by the
    /// definition transaction, which holds the rules lock. While no clock ran there was nothing that time could
    /// change, and the rule's build evaluates everyone as of a later instant.
    public static Uni<Void> plan(Shop shop) {
        return DueTable.isPlanned(shop, KIND)
                .chain(runs -> runs ? Uni.createFrom().voidItem() : Watermark.begin(shop))
                .chain(() -> DefinitionTransaction.now(shop))
                .chain(now -> DueTable.plan(shop, KIND, now));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Optional<Instant>> run(DueRun run) {
        return tick.run(run).map(this::next).onFailure().recoverWithUni(failure -> again(run, failure));
    }

    /// Once a day at least, so that a rule which goes live later does not ask for a year.
    private Optional<Instant> next(ClockTick.Tick done) {
        var until = done.until();
        return done.crossings().next(until).map(next -> {
            if (!done.complete() || !next.isAfter(until.at())) {
                return until.at().plus(settings.clockInterval());
            }
            var midnight = LocalDate.ofInstant(until.at(), until.zone())
                    .plusDays(1)
                    .atStartOfDay(until.zone())
                    .toInstant();
            return next.isBefore(midnight) ? next : midnight;
        });
    }

    /// Nothing is lost: the watermark stays, so that the next tick does what this one should have done.
    private Uni<Optional<Instant>> again(DueRun run, Throwable failure) {
        LOG.warnf(failure, "The clock of shop %s is tried again", run.shop().key());
        return reads.now(run.shop()).map(now -> Optional.of(now.plus(settings.clockInterval())));
    }
}
