package io.kequn.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kequn.crypto.KeySet.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealingTest {
    private static final String VALUE = "+8613800138000";
    private static final Place PLACE = new Place("customer.personal", 7, "ada");

    private final KeySet keys = KeySet.made(Purpose.DATA);
    private final KeySet indexKeys = KeySet.made(Purpose.INDEX);

    @Test
    void whatIsSealedOpensAtItsPlaceOnly() {
        var sealer = Sealer.of(keys);
        var sealed = sealer.seal(VALUE, PLACE);

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("13800138000");
        assertThat(sealer.openText(sealed, PLACE)).isEqualTo(VALUE);
        for (var other : new Place[] {
            new Place("customer.other", 7, "ada"),
            new Place("customer.personal", 8, "ada"),
            new Place("customer.personal", 7, "bob")
        }) {
            assertThatThrownBy(() -> sealer.openText(sealed, other)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void changedValueDoesNotOpen() {
        var sealer = Sealer.of(keys);
        var sealed = sealer.seal(VALUE, PLACE);
        sealed[sealed.length - 1] ^= 1;

        assertThatThrownBy(() -> sealer.open(sealed, PLACE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining(VALUE);
    }

    @Test
    void addedKeyOpensBeforeItSealsAndTheOldOneOpensAfterwards() {
        var before = Sealer.of(keys);
        var added = keys.withNewKey();
        var rotated = added.usingNewest();

        assertThat(Sealer.of(added).primary()).isEqualTo(before.primary());
        assertThat(Sealer.of(rotated).primary()).isNotEqualTo(before.primary());
        assertThat(Sealer.of(added).openText(Sealer.of(rotated).seal(VALUE, PLACE), PLACE))
                .isEqualTo(VALUE);
        assertThat(Sealer.of(rotated).openText(before.seal(VALUE, PLACE), PLACE))
                .isEqualTo(VALUE);
        var pruned = Sealer.of(rotated.primaryOnly());
        assertThatThrownBy(() -> pruned.open(before.seal(VALUE, PLACE), PLACE))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sealedValuesTellTheirKey() {
        var before = Sealer.of(keys);
        var sealer = Sealer.of(keys.withNewKey().usingNewest());

        assertThat(sealer.isPresent(sealer.seal(VALUE, PLACE))).isTrue();
        assertThat(sealer.isPresent(before.seal(VALUE, PLACE))).isFalse();
        assertThat(sealer.isPresent(new byte[3])).isFalse();
    }

    @Test
    void equalValuesHaveOneDigestInAShopAndAField() {
        var index = BlindIndex.of(indexKeys);
        var digest = index.of("email", 7, "ada@example.com");

        assertThat(digest).isEqualTo(index.of("email", 7, "ada@example.com")).hasSize(20);
        assertThat(digest).isNotEqualTo(index.of("email", 8, "ada@example.com"));
        assertThat(digest).isNotEqualTo(index.of("phone", 7, "ada@example.com"));
        assertThat(digest).isNotEqualTo(index.of("email", 7, "bob@example.com"));
        assertThat(index.isPresent(digest)).isTrue();
    }

    @Test
    void everyKeyOfTheIndexIsAskedFor() {
        var before = BlindIndex.of(indexKeys).of("email", 7, VALUE);
        var index = BlindIndex.of(indexKeys.withNewKey().usingNewest());

        assertThat(index.of("email", 7, VALUE)).isNotEqualTo(before);
        assertThat(index.isPresent(before)).isFalse();
        assertThat(index.all("email", 7, VALUE)).hasSize(2).contains(before).contains(index.of("email", 7, VALUE));
    }

    @Test
    void keySetIsReadBackFromJsonAndBase64() {
        var sealed = Sealer.of(keys).seal(VALUE, PLACE);
        var packed = Base64.getEncoder().encodeToString(keys.text().getBytes(StandardCharsets.UTF_8));

        for (var text : new String[] {keys.text(), "\n" + keys.text() + "\n", packed}) {
            assertThat(Sealer.of(KeySet.parse(text, "test")).openText(sealed, PLACE))
                    .isEqualTo(VALUE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "{\"primaryKeyId\":1}", "{}", "c2VjcmV0", "[]"})
    void whatIsNoKeySetIsRefusedWithoutTellingIt(String text) {
        assertThatThrownBy(() -> Sealer.of(KeySet.parse(text, "keys/data.json")))
                .isInstanceOf(UnusableKeys.class)
                .hasMessageContaining("keys/data.json")
                .hasMessageNotContaining("primaryKeyId")
                .hasMessageNotContaining("secret");
    }

    @Test
    void setForTheOtherPurposeIsRefused() {
        assertThatThrownBy(() -> Sealer.of(indexKeys)).isInstanceOf(UnusableKeys.class);
        assertThatThrownBy(() -> BlindIndex.of(keys)).isInstanceOf(UnusableKeys.class);
    }
}
