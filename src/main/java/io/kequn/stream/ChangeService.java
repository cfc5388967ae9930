package io.kequn.stream;

import io.kequn.feed.FeedState;
import io.kequn.platform.access.Caller;
import io.kequn.platform.page.Cursors;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/// Events for a caller: what the credential may see of what it asks for, with tokens to go on with.
@Singleton
public class ChangeService {
    private final ChangeReads reads;
    private final ChangeStreams streams;
    private final Cursors cursors;

    ChangeService(ChangeReads reads, ChangeStreams streams, Cursors cursors) {
        this.reads = reads;
        this.streams = streams;
        this.cursors = cursors;
    }

    /// Where a request begins.
    private record Start(Caller caller, ChangeSelection selection, FeedState feed, long after) {}

    /// A page, each event with the token to go on with after it.
    record Edges(List<ChangeEdge> edges, String token, boolean more) {}

    /// The next events. Refuses with `cursor_invalid` what is no token of this filter, with `sync_token_expired`
    /// one whose changes are no longer kept, and with `scope_missing` types that the key may not see; where no
    /// types are named, it gives those that it may.
    Uni<ChangeList> page(ChangeRequest request) {
        return edges(request)
                .map(page ->
                        new ChangeList(page.edges.stream().map(ChangeEdge::node).toList(), page.token, page.more));
    }

    /// The same with a token for each.
    Uni<Edges> edges(ChangeRequest request) {
        return start(request)
                .chain(start -> reads.page(start.caller.ofShop(), start.selection, start.after, request.limit())
                        .map(page -> new Edges(
                                edges(start.caller, request, page),
                                token(start.caller, request, page.looked()),
                                page.more() || start.feed.behind())));
    }

    /// The same and then what comes, as it comes, as long as the credential holds. No events are there where
    /// nothing has happened for a while.
    Multi<Edges> follow(ChangeRequest request) {
        var again = Caller.again();
        return start(request)
                .onItem()
                .transformToMulti(start -> streams.follow(start.caller, start.selection, start.after, again)
                        .map(page -> new Edges(
                                edges(start.caller, request, page),
                                token(start.caller, request, page.looked()),
                                page.more())));
    }

    /// The same one by one.
    Multi<ChangeEdge> followEdges(ChangeRequest request) {
        return follow(request)
                .onItem()
                .transformToMultiAndConcatenate(page -> Multi.createFrom().iterable(page.edges));
    }

    private List<ChangeEdge> edges(Caller caller, ChangeRequest request, ChangePage page) {
        return page.events().stream()
                .map(event -> new ChangeEdge(token(caller, request, ChangeEvent.number(event)), event))
                .toList();
    }

    private String token(Caller caller, ChangeRequest request, long number) {
        return cursors.cursor(caller, request.list(), List.of(String.valueOf(number)));
    }

    private Uni<Start> start(ChangeRequest request) {
        var caller = Caller.current();
        var shop = caller.ofShop();
        var selection = request.filter().readWith(caller.scopes(), request.place());
        var since = request.since() == null
                ? -1
                : Long.parseLong(cursors.position(caller, request.list(), request.since())
                        .getFirst());
        return reads.check(shop, request.filter(), request.place())
                .chain(() -> request.latest() ? reads.latest(shop) : reads.catchUp(shop))
                .map(feed -> new Start(caller, selection, feed, after(request, since, feed)));
    }

    private static long after(ChangeRequest request, long since, FeedState feed) {
        if (request.since() != null && !feed.goesOnAfter(since)) {
            throw ChangeReads.expired();
        }
        return request.since() != null ? since : request.latest() ? feed.last() : feed.floor();
    }
}
