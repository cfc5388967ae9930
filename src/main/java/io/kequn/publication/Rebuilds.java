package io.kequn.publication;

import io.kequn.evaluation.RuleSubject;
import io.kequn.platform.access.Caller;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;

/// Queues builds of subjects of any kind, inside the transaction that makes them due.
@Singleton
public class Rebuilds {
    private final List<Builds> builds;

    Rebuilds(@All List<Builds> builds) {
        this.builds = builds;
    }

    /// Of live rules that have come to mean something else: segments, then tags, then layer sets.
    Uni<?> of(Caller caller, List<RuleSubject> subjects) {
        return inOrder(
                caller,
                subjects.stream()
                        .distinct()
                        .sorted(Comparator.comparing(RuleSubject::kind))
                        .toList());
    }

    /// Of what has gone live or ended, in the order given.
    public Uni<?> inOrder(Caller caller, List<RuleSubject> subjects) {
        return Multi.createFrom()
                .iterable(subjects)
                .onItem()
                .transformToUniAndConcatenate(subject -> build(caller, subject))
                .collect()
                .last();
    }

    private Uni<?> build(Caller caller, RuleSubject subject) {
        return builds.stream()
                .filter(each -> each.builds() == subject.kind())
                .findFirst()
                .orElseThrow()
                .build(caller, subject);
    }
}
