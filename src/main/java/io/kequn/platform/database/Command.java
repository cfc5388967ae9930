package io.kequn.platform.database;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import org.jspecify.annotations.Nullable;

/// One write as the caller sent it. `route` names the operation and its target (`tags/vip/assign`), `input` is
/// what was sent; together they are the fingerprint of an `Idempotency-Key`. `answer` is the record that the
/// caller gets, kept for 24 hours where the caller sent a key.
public record Command<A>(
        Caller caller, String route, @Nullable Object input, Class<A> answer) {
    public Shop shop() {
        return caller.ofShop();
    }

    @Nullable
    String idempotencyKey() {
        return caller.idempotencyKey();
    }
}
