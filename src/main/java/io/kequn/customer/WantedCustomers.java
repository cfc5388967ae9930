package io.kequn.customer;

import com.github.f4b6a3.uuid.UuidCreator;
import io.kequn.customer.CustomerReference.ById;
import io.kequn.customer.CustomerReference.ByIdentity;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// What a command names, each once, identities in order, with the id that each identity gets if nobody has it yet.
record WantedCustomers(SortedMap<Identity, UUID> identities, Set<UUID> ids) {
    WantedCustomers(Collection<? extends CustomerReference> references) {
        this(new TreeMap<>(), new HashSet<>());
        for (var reference : references) {
            switch (reference) {
                case ById(var id) -> ids.add(id);
                case ByIdentity(var identity) ->
                    identities.computeIfAbsent(identity, unknown -> UuidCreator.getTimeOrderedEpochPlus1());
            }
        }
    }

    WantedCustomers without(Set<Identity> known) {
        var missing = new TreeMap<Identity, UUID>(identities);
        missing.keySet().removeAll(known);
        return new WantedCustomers(missing, Set.of());
    }

    String[] sources() {
        return identities.keySet().stream().map(Identity::source).toArray(String[]::new);
    }

    String[] externalIds() {
        return identities.keySet().stream().map(Identity::externalId).toArray(String[]::new);
    }

    Collection<UUID> candidates() {
        return Set.copyOf(identities.values());
    }

    UUID[] candidateArray() {
        return identities.values().toArray(UUID[]::new);
    }
}
