package io.kequn.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/// Which addresses a webhook may lead to: those of the public internet. Everything else could be used to reach what
/// only this service can reach.
final class Addresses {
    /// What a machine or a private network has for itself; allowed where `allow-private` says so.
    private static final List<Range> PRIVATE = List.of(
            Range.of("10.0.0.0/8"),
            Range.of("100.64.0.0/10"), // carriers
            Range.of("127.0.0.0/8"),
            Range.of("172.16.0.0/12"),
            Range.of("192.168.0.0/16"),
            Range.of("::1/128"),
            Range.of("fc00::/7"));

    /// What never is a receiver, metadata services of clouds among them.
    private static final List<Range> SPECIAL = List.of(
            Range.of("0.0.0.0/8"),
            Range.of("169.254.0.0/16"), // link-local
            Range.of("192.0.0.0/24"),
            Range.of("192.0.2.0/24"), // documentation
            Range.of("192.88.99.0/24"), // 6to4 relays
            Range.of("198.18.0.0/15"), // benchmarks
            Range.of("198.51.100.0/24"),
            Range.of("203.0.113.0/24"),
            Range.of("224.0.0.0/3"), // multicast, reserved, broadcast
            Range.of("2001::/23"), // Teredo and other protocols
            Range.of("2001:db8::/32"),
            Range.of("2002::/16"), // 6to4, which leads to an IPv4 address
            Range.of("3fff::/20"));

    /// Outside lie, among others, `::`, addresses mapped from IPv4, NAT64, link-local and multicast.
    private static final Range GLOBAL_IPV6 = Range.of("2000::/3");

    private Addresses() {}

    /// Why no webhook may lead there, in a word; empty if it may.
    static Optional<String> refusal(InetAddress address, boolean allowPrivate) {
        var bytes = unmapped(address.getAddress());
        if (PRIVATE.stream().anyMatch(range -> range.holds(bytes))) {
            return allowPrivate ? Optional.empty() : Optional.of("private");
        }
        boolean special = SPECIAL.stream().anyMatch(range -> range.holds(bytes))
                || (bytes.length != 4 && !GLOBAL_IPV6.holds(bytes));
        return special ? Optional.of("not public") : Optional.empty();
    }

    /// The IPv4 address behind `::ffff:a.b.c.d`, which reaches the same machine.
    private static byte[] unmapped(byte[] bytes) {
        if (bytes.length == 4 || !Range.of("::ffff:0:0", 96).holds(bytes)) {
            return bytes;
        }
        return new byte[] {bytes[12], bytes[13], bytes[14], bytes[15]};
    }

    /// The addresses that begin with the same bits.
    @SuppressWarnings("ArrayRecordComponent") // compared by its bits only
    private record Range(byte[] address, int bits) {
        static Range of(String text) {
            var parts = text.split("/", -1);
            return of(parts[0], Integer.parseInt(parts[1]));
        }

        static Range of(String address, int bits) {
            return new Range(literal(address), bits);
        }

        boolean holds(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }

        /// Java turns mapped addresses into IPv4 ones by itself, so that their range is written by hand.
        private static byte[] literal(String text) {
            if (text.equals("::ffff:0:0")) {
                var mapped = new byte[16];
                mapped[10] = (byte) 0xff;
                mapped[11] = (byte) 0xff;
                return mapped;
            }
            try {
                return InetAddress.getByName(text).getAddress();
            } catch (UnknownHostException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /// As it is shown and connected to.
    static String text(InetAddress address) {
        return address instanceof Inet4Address ? address.getHostAddress() : "[" + address.getHostAddress() + "]";
    }
}
