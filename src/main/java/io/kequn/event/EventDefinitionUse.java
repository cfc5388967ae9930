package io.kequn.event;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.problem.DefinitionUser;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;

/// What reads events by what was declared of them. Whoever keeps rules implements it; called inside a definition
/// transaction that holds the rules lock, so that nobody begins to read them meanwhile.
public interface EventDefinitionUse {
    /// Who reads one of the properties of the events of this name, as callers know them (`segment big-feet`),
    /// without order; empty if there is none.
    Uni<List<DefinitionUser>> usersOfProperties(Shop shop, String event, Set<String> properties);

    /// Who calculates with one of the properties, such as by a sum, whatever it was declared to be; as above.
    Uni<List<DefinitionUser>> usersOfNumbers(Shop shop, String event, Set<String> properties);

    /// These have got a type, so that rules may read other values of them: refuses what cannot be read any
    /// more, and queues what has to be built anew.
    Uni<?> propertiesDeclared(Caller caller, String event, Set<String> properties);
}
