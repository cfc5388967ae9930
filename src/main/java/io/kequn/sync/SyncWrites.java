package io.kequn.sync;

import static io.kequn.platform.problem.ErrorCode.PATH_UNKNOWN;

import io.kequn.customer.CustomerDirectory;
import io.kequn.feed.Change;
import io.kequn.feed.ChangeLog;
import io.kequn.feed.ChangeNumbers;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.FactWork.Answer;
import io.kequn.sync.DeviceResults.DeviceOperationStatus;
import io.kequn.sync.OperationStore.Known;
import io.kequn.tag.TagSteps;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Takes what devices have done while they were offline. A customer's tags are a set: what two devices add both
/// stays, and a removal takes away only what the device had seen, so that none undoes what it does not know. (This is
/// the observed-remove set of Shapiro et al., "Conflict-free Replicated Data Types", 2011.)
@Singleton
public class SyncWrites {
    private final FactTransaction facts;
    private final CustomerDirectory directory;

    SyncWrites(FactTransaction facts, CustomerDirectory directory) {
        this.facts = facts;
        this.directory = directory;
    }

    /// Carries out what was not sent before, all in one transaction; what cannot be carried out is told of its own
    /// and leaves the others alone. The operations' own ids make it idempotent.
    Uni<DeviceResults> push(String feed, DeviceOperations sent) {
        if (!feed.equals(SyncFeed.CUSTOMER_TAGS.text())) {
            throw PATH_UNKNOWN.because(
                    "Devices send operations to `customer-tags` only.", "设备只能向 `customer-tags` 提交操作。");
        }
        var caller = Caller.with(Scope.TAGS_WRITE).and(Scope.CUSTOMERS_READ).withoutIdempotencyKey();
        sent.check();
        var locale = caller.locale();
        return facts.writeBatch(
                new Command<>(caller, "sync/customer-tags", null, DeviceResults.class),
                sent.operations().size(),
                session -> push(session, sent, locale));
    }

    private Uni<Answer<DeviceResults>> push(FactSession session, DeviceOperations sent, Locale locale) {
        var keys =
                sent.operations().stream().map(DeviceOperation::tag).distinct().toList();
        return OperationStore.earlier(session, sent)
                .map(earlier -> new DevicePush(sent, earlier))
                .chain(push -> TagSteps.of(session, keys)
                        .chain(tags -> known(session, push, tags)
                                .chain(known -> OperationStore.givenSince(session, sent.device(), known))
                                .map(push::without)
                                .call(written -> write(session, sent, push, tags, written)))
                        .map(written -> changes -> new DeviceResults(push.items(locale), changes)));
    }

    private Uni<List<Known>> known(FactSession session, DevicePush push, TagSteps tags) {
        return directory
                .lock(session, push.customers(), CustomerDirectory.Unknown.LEAVE_OUT, List.of())
                .chain(found -> ChangeNumbers.state(session)
                        .map(feed -> push.known(found.ids(), tags, feed.last(), feed.floor())));
    }

    private static Uni<Void> write(
            FactSession session, DeviceOperations sent, DevicePush push, TagSteps tags, List<Known> written) {
        return tags.write(session, DevicePush.steps(written))
                .map(changed -> push.statuses(written, changed))
                .invoke(statuses -> OperationStore.keep(session, sent.device(), push.carriedOut(), statuses))
                .invoke(statuses -> ChangeLog.append(session, "manual", confirmed(push, statuses)))
                .replaceWithVoid();
    }

    /// A tag that was given though it was there is logged all the same: another device that takes it away has not seen
    /// that.
    private static List<Change> confirmed(DevicePush push, Map<Integer, DeviceOperationStatus> statuses) {
        return push.carriedOut().stream()
                .filter(each ->
                        !each.operation().removes() && statuses.get(each.place()) == DeviceOperationStatus.UNCHANGED)
                .map(each -> Change.tag(each.customer(), each.tag(), Change.Operation.UPDATED))
                .toList();
    }
}
