package io.kequn.audit;

import static io.kequn.platform.problem.ErrorCode.AUDIT_ENTRY_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.SHOP_NOT_FOUND;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Credentials;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.access.Tenant;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.platform.http.ListFiles;
import io.kequn.platform.http.ListFiles.Lines;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.Ids;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads the audit log: a shop its own, the platform that of what belongs to no shop, and any shop's.
@Singleton
public class AuditReads {
    private final ShopReads reads;
    private final Cursors cursors;
    private final ListFiles files;
    private final Credentials shops;

    AuditReads(ShopReads reads, Cursors cursors, ListFiles files, Credentials shops) {
        this.reads = reads;
        this.cursors = cursors;
        this.files = files;
        this.shops = shops;
    }

    /// The newest first.
    public Uni<Page<AuditEntry>> list(AuditFilter filter, PageRequest request) {
        var caller = caller();
        var list = "audit-log " + filter;
        var position = cursors.position(caller, list, request);
        var before = position.isEmpty() ? null : UUID.fromString(position.getFirst());
        return shop(caller, filter.shop())
                .chain(shop -> entries(shop, filter, before, request.rows()))
                .map(rows -> cursors.page(
                        caller, list, request, rows, entry -> List.of(entry.id().toString())));
    }

    /// All of them, one JSON object a line.
    public Uni<Multi<Lines>> lines(AuditFilter filter) {
        return shop(caller(), filter.shop())
                .map(shop -> files.<AuditEntry>lines(
                        last -> entries(shop, filter, last.map(AuditEntry::id).orElse(null), ListFiles.PIECE),
                        entry -> entry));
    }

    /// Refuses with `audit_entry_not_found`.
    public Uni<AuditEntry> get(String id, @Nullable String shop) {
        return find(id, shop).map(found -> found.orElseThrow(() -> unknown(id)));
    }

    Uni<Optional<AuditEntry>> find(String id, @Nullable String shopKey) {
        return shop(caller(), shopKey)
                .chain(shop -> reads.find(shop, AuditEntry::of, AuditFilter.ONE, shop.id(), uuid(id)));
    }

    private Uni<List<AuditEntry>> entries(Shop shop, AuditFilter filter, @Nullable UUID before, int limit) {
        var select = filter.select(shop.id(), before, limit);
        return reads.query(shop, select.sql(), Sql.tuple(select.values().toArray()))
                .map(rows -> Sql.list(rows, AuditEntry::of));
    }

    private static Caller caller() {
        var caller = Caller.current();
        if (!caller.platform()) {
            caller.requireScope(Scope.AUDIT_READ);
        }
        return caller;
    }

    private Uni<Shop> shop(Caller caller, @Nullable String key) {
        if (key == null) {
            return Uni.createFrom().item(caller.platform() ? Shop.PLATFORM : caller.ofShop());
        }
        caller.requireAdministrator();
        return shops.tenant(key)
                .map(found -> found.map(Tenant::shop)
                        .orElseThrow(() -> SHOP_NOT_FOUND.because("There is no shop with this key.", "没有使用该键的店铺。")));
    }

    private static UUID uuid(String text) {
        return Ids.parse(text).orElseThrow(() -> unknown(text));
    }

    private static Refusal unknown(String id) {
        var shown = id.length() > 40 ? "…" : id;
        return AUDIT_ENTRY_NOT_FOUND.because(
                "The audit log has no entry `" + shown + "`, or it is past its time.",
                "审计日志没有记录 `" + shown + "`，或其已过保留期。");
    }
}
