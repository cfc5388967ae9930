package io.kequn.publication;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.layer.LayerSets;
import io.kequn.segment.Segments;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the versions of segments and of layer sets have in common.
@KequnTest
class VersionTest {
    enum Kind {
        SEGMENT("/v1/segments/", "segment") {
            @Override
            void publish(TestShop shop, int amount) {
                new Segments(shop).publish("it", "amount_spent > " + amount);
            }
        },
        LAYER_SET("/v1/layer-sets/", "layer_set") {
            @Override
            void publish(TestShop shop, int amount) {
                new LayerSets(shop).publish("it", List.of("high: amount_spent > " + amount), "low");
            }
        };

        private final String address;
        private final String code;

        Kind(String address, String code) {
            this.address = address;
            this.code = code;
        }

        abstract void publish(TestShop shop, int amount);

        String versions() {
            return address + "it/versions";
        }
    }

    private TestShop shop;

    @BeforeEach
    void open() {
        shop = TestShop.create();
    }

    @ParameterizedTest
    @EnumSource
    void versionsAreWalkedPageByPage(Kind kind) {
        kind.publish(shop, 1);
        kind.publish(shop, 2);
        kind.publish(shop, 3);

        String next = shop.given()
                .get(kind.versions() + "?limit=2")
                .then()
                .body("items.number", contains(3, 2))
                .extract()
                .path("page.next");

        shop.given()
                .get(kind.versions() + "?limit=2&after=" + next)
                .then()
                .body("items.number", contains(1))
                .body("page.next", nullValue());
    }

    @ParameterizedTest
    @EnumSource
    void unknownVersionIsNotFound(Kind kind) {
        kind.publish(shop, 100);

        shop.given()
                .get(kind.versions() + "/7")
                .then()
                .statusCode(404)
                .body("code", is(kind.code + "_version_not_found"));
        shop.given()
                .post(kind.versions() + "/7/publish")
                .then()
                .statusCode(404)
                .body("code", is(kind.code + "_version_not_found"));
        shop.given()
                .get(kind.address + "none/versions")
                .then()
                .statusCode(404)
                .body("code", is(kind.code + "_not_found"));
    }
}
