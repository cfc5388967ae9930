package io.kequn.tag;

import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/// Most changes of a tag or a group hold nobody up. What decides which tags exclude each other must not change while
/// someone gives a tag: then the change begins anew under the rules lock.
final class RulesLockNeeded extends RuntimeException {
    private RulesLockNeeded() {
        super("needs the rules lock", null, false, false);
    }

    /// Runs the work without the lock, and again with it if it asks for it. `work` is told whether it has it.
    static <A> Uni<A> write(DefinitionTransaction definitions, Command<A> command, Function<Boolean, Uni<A>> work) {
        return definitions
                .write(command, () -> work.apply(false))
                .onFailure(RulesLockNeeded.class)
                .recoverWithUni(() -> definitions.writeRules(command, () -> work.apply(true)));
    }

    static void require(boolean locked) {
        if (!locked) {
            throw new RulesLockNeeded();
        }
    }
}
