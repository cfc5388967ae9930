package io.kequn.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Webhooks of a shop that does not have the feature.
@KequnTest
class WebhookFeatureTest {
    /// Many times as long as sending takes.
    private static final long A_WHILE = 1_500;

    @Test
    void eventsWaitUntilTheShopHasTheFeatureAgain() throws InterruptedException {
        try (var receiver = Receiver.start()) {
            var shop = Hooked.shop();
            shop.customers("a", "b");
            shop.tags("t1", "t2");
            shop.webhook(receiver.url("/"));
            shop.assign("a", "t1");
            Eventually.holds(() -> receiver.got.size() == 1);

            decide(shop, "disabled");
            shop.assign("a", "t2");
            Thread.sleep(A_WHILE);
            assertThat(receiver.got).hasSize(1);

            decide(shop, "enabled");
            shop.assign("b", "t1"); // what happens next is what wakes it first
            Eventually.holds(() -> receiver.got.size() == 3);
        }
    }

    private static void decide(Hooked shop, String state) {
        TestShop.platform()
                .body(Map.of("state", state))
                .put("/v1/shops/" + shop.api().key() + "/features/webhooks")
                .then()
                .statusCode(200);
    }
}
