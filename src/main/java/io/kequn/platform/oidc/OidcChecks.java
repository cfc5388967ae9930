package io.kequn.platform.oidc;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import java.util.Set;

/// What a configured provider must look like.
final class OidcChecks {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private OidcChecks() {}

    /// The address, if keys may be had from there: whoever can change what comes over the wire could sign as anybody.
    static String address(String text) {
        var address = URI.create(text);
        boolean safe = "https".equals(address.getScheme())
                || ("http".equals(address.getScheme()) && THIS_MACHINE.contains(address.getHost()));
        if (!safe) {
            throw new ConfigurationException("kequn.oidc: `" + text + "` must be an https address.");
        }
        return text;
    }
}
