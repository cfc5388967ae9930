package io.kequn.sync;

import static io.kequn.platform.problem.ErrorCode.SYNC_TOKEN_EXPIRED;

import io.kequn.customer.Customer;
import io.kequn.customer.CustomerReads;
import io.kequn.feed.ChangeNumbers;
import io.kequn.feed.FeedState;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.page.Cursors;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Serves the pages of a sync. The first one fixes the number up to which the changes are in the state, before
/// any of the state is read: what is read later may be newer, and then comes again with its change. Changes are
/// read by their numbers only, so that none can be passed whose transaction commits late.
@Singleton
public class SyncReads {
    /// How many numbers a page looks through at most, whatever they are about.
    private static final int WINDOW = 20_000;

    private final ShopReads reads;
    private final ChangeNumbers numbers;
    private final SyncTargets targets;
    private final CustomerReads customers;
    private final Cursors cursors;

    SyncReads(ShopReads reads, ChangeNumbers numbers, SyncTargets targets, CustomerReads customers, Cursors cursors) {
        this.reads = reads;
        this.numbers = numbers;
        this.targets = targets;
        this.customers = customers;
        this.cursors = cursors;
    }

    /// The next page; refuses with `cursor_invalid` what is no token of this feed and scope, and with
    /// `sync_token_expired` one whose changes are no longer kept.
    Uni<SyncPage> pull(SyncRequest request) {
        var caller = caller(request);
        var begun = Optional.ofNullable(request.since())
                .map(token -> SyncPosition.of(cursors.position(caller, request.list(), token)));
        return targets.of(caller.ofShop(), request.scope())
                .chain(target -> state(caller, request)
                        .map(feed -> new Pull(request, target, feed, position(request, target, feed, begun))))
                .chain(pull -> pull.position.customer() == null
                        ? changes(caller, pull)
                        : state(caller, pull, pull.position.customer()));
    }

    private Uni<FeedState> state(Caller caller, SyncRequest request) {
        return request.latest() ? numbers.catchUpWholly(caller.ofShop()) : numbers.catchUp(caller.ofShop());
    }

    private static Caller caller(SyncRequest request) {
        var caller = Caller.with(request.feed().scope()).and(Scope.CUSTOMERS_READ);
        return request.scope().segment() == null ? caller : caller.and(Scope.SEGMENTS_READ);
    }

    private record Pull(SyncRequest request, SyncTargets.Target target, FeedState feed, SyncPosition position) {
        /// Whether there may be changes after this number.
        boolean goesOn(long number) {
            return number < feed.last() || feed.behind();
        }
    }

    private static SyncPosition position(
            SyncRequest request, SyncTargets.Target target, FeedState feed, Optional<SyncPosition> begun) {
        if (begun.isEmpty()) {
            var now = new SyncPosition(feed.last(), SyncPosition.FIRST, 0, target.tagsText());
            return request.latest() ? now.upTo(feed.last()) : now;
        }
        var position = begun.get();
        if (!feed.goesOnAfter(position.number())) {
            throw SYNC_TOKEN_EXPIRED.because(
                    "The changes since this token are not known any more; begin anew without `since`, and drop what is not in"
                            + " the new state.",
                    "该令牌之后的变更记录已不可得；请不带 `since` 重新开始，并删除新状态中没有的内容。");
        }
        if (!position.tags().equals(target.tagsText())) {
            throw SYNC_TOKEN_EXPIRED.because(
                    "The group has other tags now; begin anew without `since`, and drop what is not in the new state.",
                    "该标签组的标签已变更；请不带 `since` 重新开始，并删除新状态中没有的内容。");
        }
        return position;
    }

    private Uni<SyncPage> state(Caller caller, Pull pull, UUID after) {
        var request = pull.request;
        var position = pull.position;
        return reads.list(
                        caller.ofShop(),
                        row -> SyncRow.ofState(request.feed(), row),
                        SyncStatement.state(request.feed(), request.scope()),
                        pull.target.values(caller.ofShop(), after, position.subject(), request.limit()))
                .chain(rows -> {
                    boolean whole = rows.size() < request.limit();
                    var next = whole
                            ? position.upTo(position.number())
                            : position.after(
                                    rows.getLast().customer(), rows.getLast().subject());
                    return page(caller, request, rows, next, !whole || pull.goesOn(position.number()));
                });
    }

    private Uni<SyncPage> changes(Caller caller, Pull pull) {
        var request = pull.request;
        long from = pull.position.number();
        long until = Math.min(pull.feed.last(), from + WINDOW);
        return reads.list(
                        caller.ofShop(),
                        row -> SyncRow.ofChange(request.feed(), row),
                        SyncStatement.changes(request.feed(), request.scope()),
                        pull.target.values(caller.ofShop(), from, until, request.limit()))
                .chain(rows -> {
                    boolean full = rows.stream().map(SyncRow::number).distinct().count() >= request.limit();
                    long last = full ? rows.getLast().number() : until;
                    return page(caller, request, rows, pull.position.upTo(last), pull.goesOn(last));
                });
    }

    private Uni<SyncPage> page(
            Caller caller, SyncRequest request, List<SyncRow> rows, SyncPosition next, boolean more) {
        var token = cursors.cursor(caller, request.list(), next.parts());
        return profiles(request.feed(), rows)
                .map(profiles -> new SyncPage(
                        rows.stream()
                                .flatMap(row -> row.item(request.feed(), profiles).stream())
                                .toList(),
                        token,
                        next.number(),
                        more));
    }

    /// Of customers who are, no more of those who have been merged into them.
    private Uni<Map<UUID, Customer>> profiles(SyncFeed feed, List<SyncRow> rows) {
        var ids = rows.stream()
                .filter(SyncRow::present)
                .map(SyncRow::customer)
                .distinct()
                .toList();
        return feed != SyncFeed.CUSTOMERS || ids.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : customers
                        .byIds(ids)
                        .map(found -> found.stream()
                                .filter(customer -> customer.mergedFrom() == null)
                                .collect(Collectors.toMap(Customer::id, Function.identity())));
    }
}
