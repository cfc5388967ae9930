package io.kequn.privacy;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Reads of erasures and their receipts.
@Singleton
public class ErasureReads {
    private static final String LIST = "erasures";
    private static final String BY_ID =
            "select " + ErasureStore.COLUMNS + " from erasure e where e.shop_id = $1 and e.id = $2";
    private static final String ALL = "select " + ErasureStore.COLUMNS + """
         from erasure e where e.shop_id = $1 and ($2::uuid is null or e.id < $2) order by e.id desc limit $3\
        """;

    private final ShopReads reads;
    private final Cursors cursors;

    ErasureReads(ShopReads reads, Cursors cursors) {
        this.reads = reads;
        this.cursors = cursors;
    }

    /// Refuses with `erasure_not_found`.
    public Uni<Erasure> get(String id) {
        return find(id).map(found -> found.orElseThrow(() -> ErasureService.unknown(id)));
    }

    Uni<Optional<Erasure>> find(String id) {
        var shop = Caller.with(Scope.PRIVACY_READ).ofShop();
        return reads.find(shop, ErasureStore::erasure, BY_ID, shop.id(), ErasureService.id(id));
    }

    /// The newest first.
    public Uni<Page<Erasure>> list(PageRequest request) {
        var caller = Caller.with(Scope.PRIVACY_READ);
        var shop = caller.ofShop();
        var position = cursors.position(caller, LIST, request);
        var before = position.isEmpty() ? null : UUID.fromString(position.getFirst());
        return reads.list(shop, ErasureStore::erasure, ALL, shop.id(), before, request.rows())
                .map(rows ->
                        cursors.page(caller, LIST, request, rows, erasure -> List.of(String.valueOf(erasure.id()))));
    }
}
