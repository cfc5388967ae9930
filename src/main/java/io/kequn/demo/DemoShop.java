package io.kequn.demo;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.kequn.boot.Demo;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Holder;
import io.kequn.platform.access.Scope;
import io.kequn.platform.page.CursorKey;
import io.kequn.platform.problem.ErrorCode;
import io.kequn.platform.problem.Refusal;
import io.kequn.shop.NewShop;
import io.kequn.shop.ShopService;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Prepares the demo shop at start-up and prints how to call it. What an interrupted start has left undone, the next
/// one does.
@Singleton
class DemoShop implements Demo {
    static final String KEY = "demo";

    /// The shop's clock shows this local time at its creation and runs on, so that the dates of the data mean
    /// something.
    private static final String CLOCK = "1998-07-01T12:00";

    private static final Caller ADMINISTRATOR =
            new Caller("demo", null, Set.of(Scope.values()), true, Locale.ENGLISH, null, "demo", Holder.PLATFORM);

    private final ShopService shops;
    private final DemoKey keys;
    private final DemoData data;
    private final CursorKey cursors;

    DemoShop(ShopService shops, DemoKey keys, DemoData data, CursorKey cursors) {
        this.shops = shops;
        this.keys = keys;
        this.data = data;
        this.cursors = cursors;
    }

    @Override
    public void start(URI address) {
        print(address, prepare());
    }

    /// Makes what is not there yet and gives the shop's new key.
    String prepare() {
        as(ADMINISTRATOR, cursors::ready); // the edge does it before a request
        as(ADMINISTRATOR, this::createOnce);
        var key = as(ADMINISTRATOR, () -> keys.issue(KEY));
        as(key.caller(), () -> keys.revokeOthers(key));
        data.load(key.caller());
        return key.secret();
    }

    private Uni<?> createOnce() {
        return shops.create(new NewShop(
                        KEY, "CDNOW Demo", "USD", "America/New_York", "en-US", "US", null, true, CLOCK, null))
                .replaceWithVoid()
                .onFailure(DemoShop::isThere)
                .recoverWithNull();
    }

    private static boolean isThere(Throwable failure) {
        return failure instanceof Refusal refusal && refusal.code() == ErrorCode.KEY_TAKEN;
    }

    /// Runs the work in the caller's name on a context of its own, and waits for it: start-up may block.
    @CanIgnoreReturnValue
    static <T extends @Nullable Object> T as(Caller caller, Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> {
                Caller.set(Objects.requireNonNull(Vertx.currentContext()), caller);
                return work.get();
            });
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /// Standard output is the interface of the demo, for people and scripts.
    @SuppressWarnings("SystemOut")
    private static void print(URI address, String key) {
        var authorization = " -H 'Authorization: Bearer " + key + "'";
        System.out.println();
        System.out.println("Address: " + address);
        System.out.println("API key: " + key);
        System.out.println();
        System.out.println("Try:");
        System.out.println("  curl -s '" + address + "/v1/segments'" + authorization);
        System.out.println("  curl -s '" + address + "/v1/customers/cdnow:00003/segments'" + authorization);
        System.out.println("  curl -s '" + address + "/v1/orders'" + authorization
                + " -H 'Content-Type: application/json' -d '{\"customer\": \"cdnow:00003\", \"source\": \"shop\","
                + " \"externalId\": \"1\", \"placedAt\": \"1998-07-01T10:00:00-04:00\","
                + " \"total\": {\"amount\": \"19.90\", \"currency\": \"USD\"}}'");
        System.out.println();
        System.out.println("GraphiQL: " + address + "/q/graphql-ui   Swagger UI: " + address + "/q/swagger-ui");
        System.out.flush();
    }
}
