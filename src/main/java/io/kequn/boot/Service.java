package io.kequn.boot;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.inject.Instance;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Runs from the moment that the service answers requests until it is told to stop.
public class Service implements QuarkusApplication {
    private final Instance<Demo> demo;
    private final boolean wantsDemo;
    private final HttpAddress address;

    Service(
            Instance<Demo> demo,
            @ConfigProperty(name = "kequn.demo", defaultValue = "false") boolean wantsDemo,
            @ConfigProperty(name = "quarkus.http.host", defaultValue = "0.0.0.0") String host) {
        this.demo = demo;
        this.wantsDemo = wantsDemo;
        this.address = new HttpAddress(host);
    }

    @Override
    public int run(String... arguments) {
        if (wantsDemo && demo.isResolvable()) {
            demo.get().start(address.uri());
        }
        Quarkus.waitForExit();
        return 0;
    }
}
