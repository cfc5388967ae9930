package io.kequn.webhook;

import static io.kequn.platform.access.Scope.WEBHOOKS_WRITE;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.job.DueTable;
import io.kequn.platform.job.Jobs;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.platform.value.Patch;
import io.kequn.stream.ChangeSelection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Defines webhooks. Whoever does it needs the scopes that read what is sent to them.
@Singleton
public class WebhookService {
    private static final int MOST = 50;

    private final DefinitionTransaction definitions;
    private final WebhookRepository webhooks;
    private final WebhookInputs inputs;
    private final SealedSecrets secrets;
    private final WebhookSettings settings;
    private final Jobs jobs;

    WebhookService(
            DefinitionTransaction definitions,
            WebhookRepository webhooks,
            WebhookInputs inputs,
            SealedSecrets secrets,
            WebhookSettings settings,
            Jobs jobs) {
        this.definitions = definitions;
        this.webhooks = webhooks;
        this.inputs = inputs;
        this.secrets = secrets;
        this.settings = settings;
        this.jobs = jobs;
    }

    record Deleted(UUID id) {}

    /// Makes a webhook. Refuses with `state_conflict` where the shop has as many as it may.
    public Uni<IssuedWebhook> create(NewWebhook request) {
        var caller = Caller.with(WEBHOOKS_WRITE);
        var command = new Command<>(caller, "webhooks", request, IssuedWebhook.class);
        return inputs.read(caller, request.spec())
                .chain(wanted -> definitions.write(command, () -> insert(caller.ofShop(), wanted)))
                .invoke(jobs::wake);
    }

    private Uni<IssuedWebhook> insert(Shop shop, WebhookInputs.Wanted wanted) {
        var webhook = WebhookEntity.of(shop, secrets);
        wanted.selection().ifPresent(webhook::select);
        wanted.apply(webhook);
        return webhooks.countLocked(shop)
                .invoke(WebhookService::refuseMore)
                .chain(() -> webhooks.persistAndFlush(webhook))
                .chain(() -> webhooks.begin(webhook, wanted.position().orElseThrow()))
                .chain(() -> told(shop, webhook))
                .map(made -> new IssuedWebhook(made, secrets.open(shop.id(), webhook.publicId, webhook.secret)));
    }

    private static void refuseMore(long count) {
        if (count >= MOST) {
            throw STATE_CONFLICT.because(
                    "The shop has " + MOST + " webhooks, as many as it may; delete one first.",
                    "店铺已有 " + MOST + " 个 Webhook，达到上限；请先删除一个。");
        }
    }

    /// Changes what the patch mentions. With it enabled, it goes on where it stopped, or from where the patch says.
    public Uni<Webhook> change(String id, Patch<WebhookSpec> patch, ExpectedVersion expected) {
        var caller = Caller.with(WEBHOOKS_WRITE);
        var uuid = WebhookReads.required(id);
        var command = new Command<>(caller, "webhooks/" + uuid + "/change", patch.content(), Webhook.class);
        return inputs.read(caller, patch)
                .chain(wanted -> definitions.write(
                        command, () -> locked(caller, uuid, expected, webhook -> update(caller, webhook, wanted))))
                .invoke(jobs::wake);
    }

    private Uni<Webhook> update(Caller caller, WebhookEntity webhook, WebhookInputs.Wanted wanted) {
        wanted.selection()
                .map(ChangeSelection::types)
                .orElseGet(() -> Selections.known(webhook.types))
                .forEach(type -> caller.requireScope(type.scope()));
        wanted.selection().ifPresent(webhook::select);
        wanted.apply(webhook);
        return webhooks.flush()
                .chain(() -> webhooks.lockProgress(webhook))
                .chain(() -> wanted.enables()
                        ? webhooks.enable(webhook)
                        : Uni.createFrom().voidItem())
                .chain(() -> wanted.position()
                        .map(position -> webhooks.move(webhook, position))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .chain(() -> told(caller.ofShop(), webhook));
    }

    /// Nothing is sent to it any more, and its deliveries are forgotten.
    public Uni<Void> delete(String id, ExpectedVersion expected) {
        var caller = Caller.with(WEBHOOKS_WRITE);
        var uuid = WebhookReads.required(id);
        var command = new Command<>(caller, "webhooks/" + uuid + "/delete", null, Deleted.class);
        return definitions
                .write(
                        command,
                        () -> locked(
                                caller,
                                uuid,
                                expected,
                                webhook -> webhooks.remove(webhook).replaceWith(new Deleted(uuid))))
                .replaceWithVoid();
    }

    /// Gives it a new secret. The one before signs as well for a day, so that receivers can change over.
    public Uni<WebhookSecret> rotateSecret(String id) {
        var caller = Caller.with(WEBHOOKS_WRITE);
        var uuid = WebhookReads.required(id);
        var command = new Command<>(caller, "webhooks/" + uuid + "/rotate-secret", null, WebhookSecret.class);
        return definitions.write(
                command,
                () -> locked(
                        caller,
                        uuid,
                        ExpectedVersion.ANY,
                        webhook -> now().invoke(now -> webhook.rotate(now.plus(settings.overlap()), secrets))
                                .chain(() -> webhooks.flush())
                                .replaceWith(() -> rotated(webhook))));
    }

    private WebhookSecret rotated(WebhookEntity webhook) {
        var id = webhook.publicId;
        var previous = webhook.previousSecret;
        return new WebhookSecret(
                id,
                secrets.open(webhook.shopId, id, webhook.secret),
                previous == null ? null : secrets.open(webhook.shopId, id, previous),
                webhook.previousUntil);
    }

    private static Uni<Instant> now() {
        return DefinitionTransaction.find(row -> row.instant("at"), "select clock_timestamp() at")
                .map(Optional::orElseThrow);
    }

    private <T> Uni<T> locked(Caller caller, UUID id, ExpectedVersion expected, Function<WebhookEntity, Uni<T>> work) {
        return webhooks.lock(caller.ofShop(), id)
                .map(found -> found.orElseThrow(WebhookReads::missing))
                .invoke(webhook -> expected.check(webhook.version))
                .chain(work::apply);
    }

    /// Those who send hear of it.
    private static Uni<Webhook> told(Shop shop, WebhookEntity webhook) {
        return DefinitionTransaction.now(shop)
                .chain(now -> DueTable.plan(shop, WebhookWork.KIND, now))
                .chain(() -> WebhookReads.inside(shop, webhook.publicId));
    }
}
