package io.kequn.sync;

import static io.kequn.platform.problem.ErrorCode.CUSTOMER_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.OPERATION_ID_REUSE;
import static io.kequn.platform.problem.ErrorCode.SYNC_TOKEN_EXPIRED;
import static io.kequn.platform.problem.ErrorCode.VALUE_INVALID;

import io.kequn.customer.CustomerReference;
import io.kequn.platform.problem.Outcome;
import io.kequn.platform.problem.Refusal;
import io.kequn.sync.DeviceResults.DeviceOperationResult;
import io.kequn.sync.DeviceResults.DeviceOperationStatus;
import io.kequn.sync.OperationStore.Earlier;
import io.kequn.sync.OperationStore.Known;
import io.kequn.tag.TagSteps;
import io.kequn.tag.TagSteps.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// What a device has sent, as one transaction finds it: what was known before, what can be carried out, and what
/// is refused and why.
final class DevicePush {
    private final DeviceOperations sent;
    private final Map<String, Earlier> earlier;
    private final Map<Integer, DeviceOperationStatus> statuses = new HashMap<>();
    private final Map<Integer, Refusal> refusals = new HashMap<>();
    private List<Known> known = List.of();

    DevicePush(DeviceOperations sent, Map<String, Earlier> earlier) {
        this.sent = sent;
        this.earlier = Map.copyOf(earlier);
    }

    /// Whom the operations name that are sent for the first time.
    List<CustomerReference> customers() {
        return fresh().stream()
                .flatMap(place -> CustomerReference.parse(operation(place).customer()).stream())
                .toList();
    }

    private List<Integer> fresh() {
        var places = new ArrayList<Integer>();
        for (int i = 0; i < sent.operations().size(); i++) {
            if (!earlier.containsKey(operation(i).id())) {
                places.add(i);
            }
        }
        return places;
    }

    private DeviceOperation operation(int place) {
        return sent.operations().get(place);
    }

    /// Finds what can be carried out, once the customers are locked.
    List<Known> known(Map<CustomerReference, UUID> customers, TagSteps tags, long last, long floor) {
        var found = new ArrayList<Known>();
        for (int place : fresh()) {
            switch (Outcome.of(() -> known(place, customers, tags, last, floor))) {
                case Outcome.Done<Known>(var each) -> found.add(each);
                case Outcome.Refused<Known>(var refusal) -> refusals.put(place, refusal);
            }
        }
        known = List.copyOf(found);
        return known;
    }

    private Known known(int place, Map<CustomerReference, UUID> customers, TagSteps tags, long last, long floor) {
        var operation = operation(place);
        var customer = CustomerReference.parse(operation.customer()).map(customers::get);
        if (customer.isEmpty()) {
            throw CUSTOMER_NOT_FOUND.because(
                    "The shop has no customer `" + operation.customer() + "`.",
                    "店铺没有客户 `" + operation.customer() + "`。");
        }
        var tag = tags.id(operation.tag());
        Long base = operation.base();
        if (base != null && base > last) {
            throw VALUE_INVALID.because(
                    "`base` is beyond the last change; send the `number` of the device's last page.",
                    "`base` 超出最后一条变更；请填写设备最近一页的 `number`。");
        }
        if (base != null && base < floor && operation.removes()) {
            throw SYNC_TOKEN_EXPIRED.because(
                    "The changes since `base` are no longer kept; sync anew, then decide again.",
                    "`base` 之后的变更记录已不再保留；请重新同步后再决定。");
        }
        return new Known(place, operation, customer.get(), tag);
    }

    /// What is to be written: all but the removals of what was given since.
    List<Known> without(Set<Integer> givenSince) {
        givenSince.forEach(place -> statuses.put(place, DeviceOperationStatus.SUPERSEDED));
        return known.stream().filter(each -> !givenSince.contains(each.place())).toList();
    }

    /// What was not refused.
    List<Known> carriedOut() {
        return known;
    }

    static List<Step> steps(List<Known> written) {
        return written.stream()
                .map(each -> new Step(
                        each.customer(),
                        each.operation().tag(),
                        each.operation().removes()))
                .toList();
    }

    /// @param changed the places in `written` of what has changed something
    Map<Integer, DeviceOperationStatus> statuses(List<Known> written, Set<Integer> changed) {
        for (int i = 0; i < written.size(); i++) {
            statuses.put(
                    written.get(i).place(),
                    changed.contains(i) ? DeviceOperationStatus.APPLIED : DeviceOperationStatus.UNCHANGED);
        }
        return statuses;
    }

    List<DeviceOperationResult> items(Locale locale) {
        var customers = new HashMap<Integer, UUID>();
        known.forEach(each -> customers.put(each.place(), each.customer()));
        var items = new ArrayList<DeviceOperationResult>();
        for (int i = 0; i < sent.operations().size(); i++) {
            var operation = operation(i);
            var before = earlier.get(operation.id());
            var refusal = refusals.get(i);
            if (before != null) {
                items.add(repeated(operation, before, locale));
            } else if (refusal != null) {
                items.add(refused(operation.id(), refusal, locale));
            } else {
                items.add(DeviceOperationResult.of(
                        operation.id(),
                        Objects.requireNonNull(statuses.get(i)),
                        Objects.requireNonNull(customers.get(i))));
            }
        }
        return items;
    }

    private static DeviceOperationResult repeated(DeviceOperation operation, Earlier before, Locale locale) {
        return before.fingerprint().equals(operation.fingerprint())
                ? new DeviceOperationResult(operation.id(), before.status(), before.customer(), true, null, null)
                : refused(
                        operation.id(),
                        OPERATION_ID_REUSE.because(
                                "The device has used this id for another operation; give each an id of its own.",
                                "该设备已将此编号用于其他操作；请为每个操作使用不同的编号。"),
                        locale);
    }

    private static DeviceOperationResult refused(String id, Refusal refusal, Locale locale) {
        return new DeviceOperationResult(
                id,
                DeviceOperationStatus.REFUSED,
                null,
                false,
                refusal.code().code(),
                refusal.detail().in(locale));
    }
}
