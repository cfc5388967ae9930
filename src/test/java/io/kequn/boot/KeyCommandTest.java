package io.kequn.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kequn.crypto.BlindIndex;
import io.kequn.crypto.KeySet;
import io.kequn.crypto.Place;
import io.kequn.crypto.Sealer;
import io.kequn.crypto.UnusableKeys;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyCommandTest {
    private static final Place PLACE = new Place("test", 1, "a");

    @TempDir
    Path folder;

    @Test
    void newKeysAreTheirOwnersAlone() throws IOException {
        assertThat(keys("new", folder.resolve("keys"))).isZero();

        for (var name : new String[] {"data.json", "index.json"}) {
            var permissions =
                    Files.getPosixFilePermissions(folder.resolve("keys").resolve(name));
            assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
        }
        BlindIndex.of(KeySet.read(folder.resolve("keys/index.json")));
    }

    @Test
    void keysThatAreThereAreNotReplaced() throws IOException {
        keys("new", folder);
        var before = Files.readString(folder.resolve("data.json"));

        assertThat(keys("new", folder)).isOne();

        assertThat(Files.readString(folder.resolve("data.json"))).isEqualTo(before);
    }

    @Test
    void rotatedSetOpensWhatWasSealedBefore() {
        keys("new", folder);
        var file = folder.resolve("data.json");
        var before = Sealer.of(KeySet.read(file));
        var sealed = before.seal("Ada", PLACE);

        assertThat(keys("add", file)).isZero();
        assertThat(Sealer.of(KeySet.read(file)).primary()).isEqualTo(before.primary());
        assertThat(keys("use", file)).isZero();
        assertThat(Sealer.of(KeySet.read(file)).primary()).isNotEqualTo(before.primary());
        assertThat(keys("rotate", file)).isZero();
        assertThat(KeySet.read(file).size()).isEqualTo(3);
        assertThat(Sealer.of(KeySet.read(file)).openText(sealed, PLACE)).isEqualTo("Ada");

        assertThat(keys("prune", file)).isZero();
        assertThat(KeySet.read(file).size()).isOne();
    }

    @Test
    void whatIsNoCommandIsRefused() {
        assertThat(KeyCommand.run("keys")).isOne();
        assertThat(keys("melt", folder)).isOne();
        assertThat(keys("rotate", folder.resolve("absent.json"))).isOne();
    }

    @Test
    void startWithoutKeysSaysHowToMakeThem() {
        var none = config(Map.of());

        assertThat(StartKeys.areConfigured(none)).isFalse();
        assertThatThrownBy(() -> StartKeys.check(none))
                .isInstanceOf(UnusableKeys.class)
                .hasMessageContaining("keys new keys")
                .hasMessageContaining("KEQUN_ENCRYPTION_KEY_SET_FILE");
    }

    @Test
    void halfOfTheKeysIsNotEnough() {
        keys("new", folder);
        var half = config(Map.of(
                "kequn.encryption.key-set-file", folder.resolve("data.json").toString()));

        assertThat(StartKeys.areConfigured(half)).isTrue();
        assertThatThrownBy(() -> StartKeys.check(half))
                .isInstanceOf(UnusableKeys.class)
                .hasMessageContaining("kequn.encryption.index-key-set");
    }

    @Test
    void keysInFilesAndTextsAreTaken() throws IOException {
        keys("new", folder);

        StartKeys.check(config(Map.of(
                "kequn.encryption.key-set-file", folder.resolve("data.json").toString(),
                "kequn.encryption.index-key-set", Files.readString(folder.resolve("index.json")))));
    }

    private static int keys(String command, Path path) {
        return KeyCommand.run("keys", command, path.toString());
    }

    private static SmallRyeConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withDefaultValues(values)
                .addDefaultInterceptors()
                .build();
    }
}
