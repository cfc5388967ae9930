package io.kequn.webhook;

import static io.kequn.platform.problem.ErrorCode.SYNC_TOKEN_EXPIRED;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.Patch;
import io.kequn.stream.ChangeFilter;
import io.kequn.stream.ChangeReads;
import io.kequn.stream.ChangeSelection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks what webhooks shall be, before a transaction begins: where they lead is looked up meanwhile.
@Singleton
class WebhookInputs {
    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final int MOST_DIGITS = 18;
    private static final String NOW = "now";
    private static final Set<String> REQUIRED = Set.of("url", "filter", "from");

    private final TargetResolver targets;
    private final ChangeReads changes;

    WebhookInputs(TargetResolver targets, ChangeReads changes) {
        this.targets = targets;
        this.changes = changes;
    }

    /// A checked patch. `position` is where the webhook begins or goes on, where that is said.
    record Wanted(Patch<WebhookSpec> patch, Optional<ChangeSelection> selection, Optional<Long> position) {
        void apply(WebhookEntity webhook) {
            var values = patch.values();
            webhook.url = Objects.requireNonNull(patch.or("url", values.url(), webhook.url));
            webhook.description = patch.or("description", values.description(), webhook.description);
            webhook.notices = values.notices() == null ? webhook.notices : values.notices();
            webhook.enabled = values.enabled() == null ? webhook.enabled : values.enabled();
        }

        boolean enables() {
            return Boolean.TRUE.equals(patch.values().enabled());
        }
    }

    /// All that a new webhook needs.
    Uni<Wanted> read(Caller caller, WebhookSpec spec) {
        var all = new WebhookSpec(
                spec.url(),
                spec.description(),
                Objects.requireNonNullElse(spec.filter(), ChangeFilter.ALL),
                spec.notices(),
                spec.enabled(),
                Objects.requireNonNullElse(spec.from(), NOW));
        return read(caller, new Patch<>(all, Set.of("url", "description", "filter", "notices", "enabled", "from")));
    }

    /// What the patch mentions.
    Uni<Wanted> read(Caller caller, Patch<WebhookSpec> patch) {
        return Uni.createFrom().deferred(() -> {
            var checked = checked(patch);
            var spec = checked.values();
            var selection = Optional.ofNullable(spec.filter())
                    .map(filter -> filter.readWith(caller.scopes(), WebhookInputs::place));
            return reachable(spec.url())
                    .chain(() -> named(caller.ofShop(), selection))
                    .chain(() -> position(caller.ofShop(), spec.from()))
                    .map(position -> new Wanted(checked, selection, position));
        });
    }

    private Patch<WebhookSpec> checked(Patch<WebhookSpec> patch) {
        var values = patch.values();
        var inputs = new Inputs();
        var url = patch.has("url") ? targets.url(inputs, "/url", values.url()) : null;
        var description = inputs.optionalText("/description", values.description(), LONGEST_DESCRIPTION);
        REQUIRED.stream()
                .filter(field -> patch.has(field) && !field.equals("url"))
                .forEach(field -> inputs.given("/" + field, field.equals("filter") ? values.filter() : values.from()));
        checkFrom(inputs, values.from());
        inputs.check();
        var spec =
                new WebhookSpec(url, description, values.filter(), values.notices(), values.enabled(), values.from());
        return new Patch<>(spec, patch.given());
    }

    private static void checkFrom(Inputs inputs, @Nullable String from) {
        inputs.require(
                from == null || from.equals(NOW) || (isNumber(from) && !from.matches("0+")),
                "/from",
                "Must be `now`, or the number of a change in digits, from 1.",
                "须为 `now`，或变更的序号（数字，从 1 起）。");
    }

    private static boolean isNumber(String text) {
        return text.matches("0*\\d{1," + MOST_DIGITS + "}");
    }

    private static String place(String field) {
        return "/filter/" + field;
    }

    private Uni<?> reachable(@Nullable String url) {
        return url == null ? Uni.createFrom().voidItem() : targets.checked("/url", url);
    }

    private Uni<Void> named(Shop shop, Optional<ChangeSelection> selection) {
        return selection
                .map(chosen -> changes.check(shop, chosen.filter(), WebhookInputs::place))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Optional<Long>> position(Shop shop, @Nullable String from) {
        if (from == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return changes.latest(shop).map(state -> {
            long before = from.equals(NOW) ? state.last() : Long.parseLong(from) - 1;
            if (before < state.floor()) {
                throw expired(state.floor());
            }
            return Optional.of(Math.min(before, state.last()));
        });
    }

    /// Changes up to `floor` are no longer kept.
    static Refusal expired(long floor) {
        return SYNC_TOKEN_EXPIRED.because(
                "The first change that is still kept has the number " + (floor + 1) + ".",
                "仍保留的最早变更序号为 " + (floor + 1) + "。");
    }
}
