package io.kequn.webhook;

import static io.kequn.platform.problem.ErrorCode.WEBHOOK_NOT_FOUND;

import io.kequn.audit.AuditLog;
import io.kequn.audit.AuditNote;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Reads of webhooks.
@Singleton
public class WebhookReads {
    private static final String LIST = "webhooks";
    private static final String COLUMNS = """
        select cast(w.public_id as text) public_id, w.url, w.description, w.types, w.filter, w.notices, w.enabled,
          w.version, w.created_at, w.updated_at, p.disabled_reason, p.disabled_at, p.position, p.replay_until,
          p.failing_since, p.last_success_at, p.last_failure_at, p.last_error,
          greatest(f.last_number - p.position, 0) ahead, o.pending, o.waiting,
          cast(extract(epoch from clock_timestamp() - least(o.since, (
            select recorded_at from change c where c.shop_id = $1 and c.number = p.position + 1))) as bigint) lag
        from webhook w
        join webhook_progress p on p.shop_id = $1 and p.webhook_id = w.id
        join feed_counter f on f.shop_id = $1
        cross join lateral (
          select count(case when d.state = 'pending' then 1 end) pending,
            count(case when d.state = 'waiting' then 1 end) waiting, min(d.created_at) since
          from (
            select state, created_at from webhook_delivery
            where shop_id = $1 and webhook_id = w.id and state in ('pending', 'waiting') limit 100000) d) o
        where w.shop_id = $1\
        """;
    private static final String ONE = COLUMNS + " and w.public_id = $2";
    private static final String BY_IDS = COLUMNS + " and w.public_id = any($2) order by w.id";
    private static final String PAGE =
            COLUMNS + " and ($2::uuid is null or w.public_id > $2) order by w.public_id limit $3";
    private static final String COUNT = "select count(*) n from webhook where shop_id = $1";
    private static final String SECRET = """
        select secret, case when previous_until > clock_timestamp() then previous_secret end previous,
          case when previous_until > clock_timestamp() then previous_until end previous_until
        from webhook where shop_id = $1 and public_id = $2\
        """;

    private final ShopReads reads;
    private final SealedSecrets secrets;
    private final Cursors cursors;
    private final AuditLog audit;

    WebhookReads(ShopReads reads, SealedSecrets secrets, Cursors cursors, AuditLog audit) {
        this.audit = audit;
        this.reads = reads;
        this.secrets = secrets;
        this.cursors = cursors;
    }

    /// Refuses with `webhook_not_found`.
    public Uni<Webhook> get(String id) {
        return find(id).map(found -> found.orElseThrow(WebhookReads::missing));
    }

    public Uni<Optional<Webhook>> find(String id) {
        var shop = Caller.with(Scope.WEBHOOKS_READ).ofShop();
        return id(id).map(uuid -> reads.find(shop, Webhook::of, ONE, shop.id(), uuid))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    /// Those of the ids that exist.
    Uni<List<Webhook>> byIds(List<String> ids) {
        var shop = Caller.with(Scope.WEBHOOKS_READ).ofShop();
        var known = ids.stream().flatMap(id -> id(id).stream()).toArray(UUID[]::new);
        return reads.list(shop, Webhook::of, BY_IDS, shop.id(), known);
    }

    /// The oldest first.
    public Uni<Page<Webhook>> list(PageRequest request) {
        var caller = Caller.with(Scope.WEBHOOKS_READ);
        var shop = caller.ofShop();
        var position = cursors.position(caller, LIST, request);
        var after = position.isEmpty() ? null : UUID.fromString(position.getFirst());
        return reads.list(shop, Webhook::of, PAGE, shop.id(), after, request.rows())
                .map(rows -> cursors.page(
                        caller,
                        LIST,
                        request,
                        rows,
                        webhook -> List.of(webhook.id().toString())))
                .chain(page -> request.count()
                        ? count(shop).map(page::withTotal)
                        : Uni.createFrom().item(page));
    }

    private Uni<Long> count(Shop shop) {
        return reads.find(shop, row -> row.getLong("n"), COUNT, shop.id()).map(found -> found.orElse(0L));
    }

    /// For whoever may change it: with the secret one could make events up.
    public Uni<WebhookSecret> secret(String id) {
        var caller = Caller.with(Scope.WEBHOOKS_WRITE);
        var shop = caller.ofShop();
        var uuid = required(id);
        return reads.find(shop, row -> secret(shop, uuid, row), SECRET, shop.id(), uuid)
                .map(found -> found.orElseThrow(WebhookReads::missing))
                .call(found -> audit.read(caller, AuditNote.read("webhookSecret", uuid, 0)));
    }

    private WebhookSecret secret(Shop shop, UUID id, Row row) {
        var until = row.getOffsetDateTime("previous_until");
        var previous = row.getString("previous");
        return new WebhookSecret(
                id,
                secrets.open(shop.id(), id, row.getString("secret")),
                previous == null ? null : secrets.open(shop.id(), id, previous),
                until == null ? null : until.toInstant());
    }

    /// As the running definition transaction has made it.
    static Uni<Webhook> inside(Shop shop, UUID id) {
        return DefinitionTransaction.find(Webhook::of, ONE, shop.id(), id).map(Optional::orElseThrow);
    }

    /// Empty for what is no id at all.
    static Optional<UUID> id(String text) {
        return Ids.parse(text);
    }

    /// The id in a path; refuses with `webhook_not_found` what is none.
    static UUID required(String text) {
        return id(text).orElseThrow(WebhookReads::missing);
    }

    static Refusal missing() {
        return WEBHOOK_NOT_FOUND.because("The shop has no webhook with this id.", "店铺没有此编号的 Webhook。");
    }
}
