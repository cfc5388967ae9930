package io.kequn.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where webhooks may lead, and where not.
class AddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "::1",
                "fc00::1",
                "fdff::1",
                "::ffff:10.0.0.1",
                "::ffff:7f00:1"
            })
    void privateAddressesAreRefusedUnlessAllowed(String address) throws UnknownHostException {
        assertThat(Addresses.refusal(InetAddress.getByName(address), false)).isPresent();
        assertThat(Addresses.refusal(InetAddress.getByName(address), true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "169.254.169.254",
                "192.0.0.170",
                "192.0.2.1",
                "192.88.99.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::ffff:169.254.169.254",
                "::a9fe:a9fe",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "3fff::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void specialAddressesAreNeverReached(String address) throws UnknownHostException {
        assertThat(Addresses.refusal(InetAddress.getByName(address), false)).isPresent();
        assertThat(Addresses.refusal(InetAddress.getByName(address), true)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450:4001::1"
            })
    void publicAddressesAreReached(String address) throws UnknownHostException {
        assertThat(Addresses.refusal(InetAddress.getByName(address), false)).isEmpty();
    }

    /// As is written to get past who looks at the text only.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:a00:1]/",
                "https://localhost/",
                "https://10.0.0.1:8443/x?y=z"
            })
    void everySpellingIsSeenThrough(String url) {
        var targets = new TargetResolver(TestSettings.strict(), InetAddress::getAllByName);

        assertThatThrownBy(() -> targets.lookedUp(java.net.URI.create(url))).isInstanceOf(TargetResolver.Refused.class);
    }

    @Test
    void oneBadAddressAmongGoodOnesIsEnough() {
        var targets = new TargetResolver(TestSettings.strict(), host ->
                new InetAddress[] {InetAddress.getByName("1.1.1.1"), InetAddress.getByName("169.254.169.254")});

        assertThatThrownBy(() -> targets.lookedUp(java.net.URI.create("https://example.com/")))
                .isInstanceOf(TargetResolver.Refused.class);
    }

    /// A name that leads elsewhere the second time it is looked up: what was checked is what is connected to.
    @Test
    void nameThatChangesItsAddressIsCaught() throws Exception {
        Queue<InetAddress> answers =
                new ArrayDeque<>(List.of(InetAddress.getByName("1.1.1.1"), InetAddress.getByName("127.0.0.1")));
        var targets = new TargetResolver(TestSettings.strict(), host -> new InetAddress[] {answers.remove()});
        var url = java.net.URI.create("https://rebinding.example/");

        var first = targets.lookedUp(url);

        assertThat(first.addresses()).containsExactly(InetAddress.getByName("1.1.1.1"));
        assertThatThrownBy(() -> targets.lookedUp(url)).isInstanceOf(TargetResolver.Refused.class);
    }

    @Test
    void withoutTlsNothingIsSentUnlessAllowed() {
        var targets =
                new TargetResolver(TestSettings.strict(), host -> new InetAddress[] {InetAddress.getByName("1.1.1.1")});

        assertThatThrownBy(() -> targets.lookedUp(java.net.URI.create("http://example.com/")))
                .isInstanceOf(TargetResolver.Refused.class);
    }
}
