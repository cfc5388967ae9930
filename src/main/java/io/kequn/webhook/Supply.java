package io.kequn.webhook;

import io.kequn.platform.access.Shop;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Reads what is to be sent to a webhook next: what is due, then what has changed.
@Singleton
class Supply {
    private final DispatchStore store;
    private final Intake intake;
    private final Bodies bodies;

    Supply(DispatchStore store, Intake intake, Bodies bodies) {
        this.store = store;
        this.intake = intake;
        this.bodies = bodies;
    }

    /// What was read in one turn, and whether there is more.
    record Read(Endpoint endpoint, List<Outgoing> deliveries, boolean more) {
        Read {
            deliveries = List.copyOf(deliveries);
        }
    }

    /// Empty if nothing is to be sent to the webhook, or another sends to it. Without those that are `known`;
    /// nothing but the webhook itself if there is `enough`.
    Uni<Optional<Read>> read(Shop shop, int webhook, UUID owner, List<UUID> known, boolean enough) {
        return store.endpoint(shop, webhook, owner)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.<Read>empty())
                        : read(shop, found.get(), owner, known, enough).map(Optional::of));
    }

    private Uni<Read> read(Shop shop, Endpoint endpoint, UUID owner, List<UUID> known, boolean enough) {
        if (enough) {
            return Uni.createFrom().item(new Read(endpoint, List.of(), true));
        }
        return store.due(shop, endpoint.id(), known, Intake.PAGE)
                .chain(due -> bodies.of(shop, due))
                .chain(due -> due.size() < Dispatcher.FEW && endpoint.behind()
                        ? taken(shop, endpoint, owner, due)
                        : Uni.createFrom().item(new Read(endpoint, due, due.size() == Intake.PAGE)));
    }

    private Uni<Read> taken(Shop shop, Endpoint endpoint, UUID owner, List<Outgoing> due) {
        return intake.take(shop, endpoint, owner).map(taken -> {
            var all = new ArrayList<>(due);
            all.addAll(taken.deliveries());
            return new Read(endpoint, all, taken.more());
        });
    }
}
