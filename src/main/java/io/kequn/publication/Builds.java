package io.kequn.publication;

import io.kequn.evaluation.RuleSubject;
import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.platform.access.Caller;
import io.smallrye.mutiny.Uni;

/// Queues builds of one kind of subjects; found by type, so that whoever makes builds due needs not know all who
/// build.
public interface Builds {
    Kind builds();

    /// Inside the definition transaction that makes it due. Takes over from a build that is running; of a subject
    /// that has ended, everybody leaves.
    Uni<?> build(Caller caller, RuleSubject subject);
}
