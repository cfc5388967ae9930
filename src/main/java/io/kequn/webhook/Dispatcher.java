package io.kequn.webhook;

import io.kequn.platform.access.Shop;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Sends to one webhook while there is something to send. It keeps a page of deliveries in memory, has several
/// under way at a time, and in turns writes what came of them and reads what comes next. Between transactions it
/// holds no connection. All of its state belongs to one context.
final class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    /// With fewer in memory, more are read; with so many results, they are written.
    static final int FEW = 200;

    private static final Duration TICK = Duration.ofMillis(250);

    /// So many ticks without work, and it ends.
    private static final int IDLE_TICKS = 4;

    /// Whom the others are that it works with.
    record Parts(
            Vertx vertx,
            WebhookSettings settings,
            DispatchStore store,
            Supply supply,
            Results results,
            Deliverer deliverer) {}

    private final Parts parts;
    private final Shop shop;
    private final int webhook;
    private final Consumer<Boolean> ended;
    private final Home home;
    private final Held lease;
    private final Ledger ledger;
    private final Lanes lanes = new Lanes();
    private final Underway underway;
    private int idle;
    private boolean turning;
    private boolean more = true;
    private boolean halted;
    private boolean broken;
    private boolean over;

    /// `ended` is told once, whether there may be more to do.
    Dispatcher(Parts parts, Shop shop, int webhook, Consumer<Boolean> ended) {
        this.parts = parts;
        this.shop = shop;
        this.webhook = webhook;
        this.ended = ended;
        this.home = new Home(parts.vertx);
        this.lease = new Held(parts.store, parts.settings, shop, webhook, home);
        this.ledger = new Ledger(parts.results, parts.settings, shop, lease.owner(), home);
        this.underway = new Underway(parts.deliverer, lanes, ledger, lease, home, this::sent);
    }

    void start() {
        home.execute(() -> lease.take().subscribe().with(this::begin, this::failed));
    }

    /// There may be more to send.
    void wake() {
        home.execute(() -> {
            more = true;
            turn();
        });
    }

    /// Begins nothing new, writes what is known, and ends.
    void stop() {
        home.execute(() -> {
            halt();
            settle();
        });
    }

    private void begin(boolean ours) {
        if (over) {
            return;
        }
        if (!ours) {
            over = true;
            ended.accept(false);
            return;
        }
        home.every(parts.settings.lease().dividedBy(6), this::keep);
        home.every(TICK, this::tick);
        turn();
        settle();
    }

    private void keep() {
        lease.take().subscribe().with(this::kept, failure -> LOG.debugf("Not prolonged: %s", failure));
    }

    private void kept(boolean ours) {
        if (!ours) {
            halt();
        }
        pump();
        settle();
    }

    private void tick() {
        idle = underway.isEmpty() && lanes.idle() && ledger.isEmpty() && !turning ? idle + 1 : 0;
        if (!ledger.isEmpty()) {
            turn();
        }
        if (idle > IDLE_TICKS) {
            end();
        }
    }

    /// Writes results, then reads what comes next.
    private void turn() {
        if (turning || over) {
            return;
        }
        turning = true;
        more = false;
        ledger.write(lanes)
                .chain(ours -> ours && !halted
                        ? parts.supply.read(shop, webhook, lease.owner(), lanes.known(), queued() >= FEW)
                        : Uni.createFrom().item(Optional.<Supply.Read>empty()))
                .emitOn(home)
                .subscribe()
                .with(this::turned, this::failed);
    }

    private int queued() {
        return lanes.size() - ledger.size();
    }

    private void turned(Optional<Supply.Read> read) {
        turning = false;
        if (read.isEmpty()) {
            halt();
        } else {
            add(read.get());
        }
        pump();
        settle();
    }

    /// What has failed meanwhile holds back what was read as ready.
    private void add(Supply.Read read) {
        var held = ledger.held();
        ledger.of(read.endpoint());
        read.deliveries().stream()
                .filter(delivery -> !held.contains(delivery.lane()))
                .forEach(lanes::add);
        more |= read.more() || !held.isEmpty();
    }

    private void pump() {
        if (!halted) {
            underway.begin();
        }
    }

    private void sent(boolean tried) {
        more |= !tried;
        if (ledger.stands()) {
            halt();
        }
        pump();
        if (ledger.size() >= FEW || (more && queued() < FEW)) {
            turn();
        }
        settle();
    }

    private void halt() {
        halted = true;
        lanes.clear();
    }

    /// What is still to be done when nothing is under way.
    private void settle() {
        if (halted) {
            lanes.clear();
        }
        if (!underway.isEmpty() || turning || over) {
            return;
        }
        if (!ledger.isEmpty() || (more && !halted && lanes.idle())) {
            turn();
        } else if (halted) {
            end();
        }
    }

    /// Whatever was not written is sent again by whoever comes next.
    private void failed(Throwable failure) {
        LOG.warnf("Webhook %d of shop %s goes on later: %s", webhook, shop.key(), failure);
        turning = false;
        broken = true;
        ledger.clear();
        halt();
        settle();
    }

    private void end() {
        if (over) {
            return;
        }
        over = true;
        home.quiet();
        lease.release().subscribe().with(done -> ended.accept(!broken), failure -> ended.accept(false));
    }
}
