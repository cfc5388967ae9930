package io.kequn.publication;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// Reads versions, the latest first: of segments, of layer sets, of tags' rules.
@Singleton
public class VersionReads {
    private final ShopReads reads;
    private final Cursors cursors;

    VersionReads(ShopReads reads, Cursors cursors) {
        this.reads = reads;
        this.cursors = cursors;
    }

    /// One kind of versions. `view` selects those of the definition `$2` of the shop `$1` from a table `v`; `name`
    /// tells its pages from those of the other kinds.
    public record Versions<T>(String name, String view, Function<Row, T> read, ToIntFunction<T> number) {
        private String cursorOf(T version) {
            return String.valueOf(number.applyAsInt(version));
        }
    }

    /// A page of them; none where there is no such definition.
    public <T> Uni<Page<T>> list(Caller caller, Versions<T> versions, String key, PageRequest page) {
        int shop = caller.ofShop().id();
        var list = versions.name + " " + key;
        var after = cursors.position(caller, list, page);
        int below = after.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(after.getFirst());
        var sql = versions.view + " and v.number < $3 order by v.number desc limit $4";
        return reads.list(caller.ofShop(), versions.read, sql, shop, key, below, page.rows())
                .map(rows -> cursors.page(caller, list, page, rows, version -> List.of(versions.cursorOf(version))))
                .chain(found -> page.count()
                        ? counted(caller.ofShop(), versions, key, found)
                        : Uni.createFrom().item(found));
    }

    /// Empty where there is no such definition or version.
    public <T> Uni<Optional<T>> find(Shop shop, Versions<T> versions, String key, int number) {
        return reads.find(shop, versions.read, versions.view + " and v.number = $3", shop.id(), key, number);
    }

    private <T> Uni<Page<T>> counted(Shop shop, Versions<T> versions, String key, Page<T> page) {
        var sql = "select count(*) from (" + versions.view + ") v";
        return reads.find(shop, row -> row.getLong(0), sql, shop.id(), key)
                .map(total -> page.withTotal(total.orElse(0L)));
    }
}
