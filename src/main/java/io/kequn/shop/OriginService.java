package io.kequn.shop;

import static io.kequn.platform.access.Scope.SHOP_READ;
import static io.kequn.platform.access.Scope.SHOP_WRITE;

import io.kequn.platform.access.Caller;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.problem.Inputs;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.TreeSet;

/// The origins of a shop's storefronts.
@Singleton
public class OriginService {
    private static final int MOST = 100;
    private static final int LONGEST = 300;

    private final DefinitionTransaction definitions;
    private final StoredOrigins store;

    OriginService(DefinitionTransaction definitions, StoredOrigins store) {
        this.definitions = definitions;
        this.store = store;
    }

    public Uni<AllowedOrigins> get() {
        return store.of(Caller.with(SHOP_READ).ofShop());
    }

    /// Puts these in place of all before.
    public Uni<AllowedOrigins> put(AllowedOrigins wanted) {
        var caller = Caller.with(SHOP_WRITE);
        var checked = checked(wanted);
        var command = new Command<>(caller, "shop/origins", checked, AllowedOrigins.class);
        return definitions.write(
                command, () -> store.replace(caller.ofShop(), checked).replaceWith(checked));
    }

    private static AllowedOrigins checked(AllowedOrigins wanted) {
        var inputs = new Inputs();
        inputs.require(wanted.origins().size() <= MOST, "/origins", "At most 100 origins.", "最多 100 个来源。");
        inputs.check();
        var origins = new TreeSet<String>();
        for (int i = 0; i < wanted.origins().size(); i++) {
            var origin = wanted.origins().get(i).strip().toLowerCase(Locale.ROOT);
            inputs.require(
                    isOrigin(origin),
                    "/origins/" + i,
                    "Must be one origin as browsers send it: scheme, host and port without a path, such as"
                            + " `https://shop.example.com`; `http` only on `localhost`, and no `*`.",
                    "须为浏览器发送的单个来源：协议、主机与端口，不含路径，例如 `https://shop.example.com`；`http` 仅限 `localhost`，不支持 `*`。");
            origins.add(origin);
        }
        inputs.check();
        return new AllowedOrigins(origins.stream().toList());
    }

    /// Exactly what a browser would send; the default port is never in it.
    private static boolean isOrigin(String text) {
        try {
            var uri = new URI(text);
            if (uri.getHost() == null || uri.getScheme() == null || text.length() > LONGEST) {
                return false;
            }
            int port = uri.getPort();
            String exact = uri.getScheme() + "://" + uri.getHost() + (port < 0 ? "" : ":" + port);
            return exact.equals(text)
                    && switch (uri.getScheme()) {
                        case "https" -> port != 443 && port <= 0xffff;
                        case "http" ->
                            port != 80
                                    && port <= 0xffff
                                    && (uri.getHost().equals("localhost")
                                            || uri.getHost().equals("127.0.0.1"));
                        default -> false;
                    };
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
