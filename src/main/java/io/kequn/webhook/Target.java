package io.kequn.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;

/// Where a webhook leads: its address, and those of the machines behind its name, all of them checked. Connections go
/// to these only, whatever the name means by then.
record Target(URI url, List<InetAddress> addresses) {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    Target {
        addresses = List.copyOf(addresses);
    }

    boolean secure() {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    String host() {
        var host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        if (url.getPort() != -1) {
            return url.getPort();
        }
        return secure() ? HTTPS : HTTP;
    }

    /// The `Host` of a request, as the address names it.
    String authority() {
        return url.getPort() == -1 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    /// Path and query.
    String path() {
        var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }
}
