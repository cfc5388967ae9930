package io.kequn.feed;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgNotification;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Hears what other replicas have numbered, on one connection beside the pool. When it is lost it is opened anew,
/// and since nothing is heard meanwhile, all shops that are followed are looked at then.
@Singleton
class ChangeNotices {
    static final String CHANNEL = "kequn_changes";

    private static final Logger LOG = Logger.getLogger(ChangeNotices.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /// A network that has gone silent closes no connection.
    private static final Duration PING = Duration.ofSeconds(10);

    private final Instance<PgConnectOptions> options;
    private final ChangeSignals signals;
    private final NumberingSoon numbering;
    private final Vertx vertx;
    private final Context home;
    private volatile boolean stopping;

    /// On the home context only, as the next.
    private @Nullable PgConnection connection;

    private Duration pause = FIRST_PAUSE;

    ChangeNotices(Instance<PgConnectOptions> options, ChangeSignals signals, NumberingSoon numbering, Vertx vertx) {
        this.options = options;
        this.signals = signals;
        this.numbering = numbering;
        this.vertx = vertx;
        this.home = ((VertxInternal) vertx).createEventLoopContext();
    }

    void start(@Observes StartupEvent event) {
        home.runOnContext(nothing -> {
            connect();
            vertx.setPeriodic(PING.toMillis(), timer -> ping());
        });
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        home.runOnContext(nothing -> drop(connection));
    }

    private void connect() {
        if (stopping) {
            return;
        }
        var opening = PgConnection.connect(vertx, options.get());
        var timely = opening.timeout(PING.toMillis() / 2, TimeUnit.MILLISECONDS);
        timely.onFailure(late -> opening.onSuccess(ChangeNotices::drop))
                .compose(opened -> {
                    opened.notificationHandler(this::heard);
                    return opened.query("listen " + CHANNEL)
                            .execute()
                            .map(opened)
                            .onFailure(failure -> drop(opened));
                })
                .onSuccess(this::listening)
                .onFailure(this::lost);
    }

    private void listening(PgConnection opened) {
        connection = opened;
        pause = FIRST_PAUSE;
        opened.exceptionHandler(failure -> LOG.debugf("The connection of notices fails: %s", failure));
        opened.closeHandler(closed -> home.runOnContext(nothing -> {
            if (opened.equals(connection)) {
                lost(new IllegalStateException("closed"));
            }
        }));
        numbering.lookAtAll();
    }

    private void lost(Throwable failure) {
        connection = null;
        if (stopping) {
            return;
        }
        LOG.debugf("What others number is not heard at present: %s", failure);
        vertx.setTimer(pause.toMillis(), timer -> connect());
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }

    private void ping() {
        var open = connection;
        if (open == null) {
            return;
        }
        open.query("select 1")
                .execute()
                .timeout(PING.toMillis() / 2, TimeUnit.MILLISECONDS)
                .onFailure(failure -> {
                    if (open.equals(connection)) {
                        drop(open);
                        lost(failure);
                    }
                });
    }

    private static void drop(@Nullable PgConnection open) {
        if (open != null) {
            Future<Void> unused = open.close();
        }
    }

    /// `<shop> <number>`; another version's notice is none of ours.
    private void heard(PgNotification notice) {
        var words = notice.getPayload().split(" ", -1);
        try {
            signals.numbered(Integer.parseInt(words[0]), Long.parseLong(words[1]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            LOG.warnf("A notice cannot be read: %s", notice.getPayload());
        }
    }
}
