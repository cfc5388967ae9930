package io.kequn.shop;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the credential of this request may do. `shop` is absent for the platform administrator.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WhoAmI(
        String principal, boolean platform, @Nullable String shop, List<String> scopes) {
    public WhoAmI {
        scopes = List.copyOf(scopes);
    }

    static WhoAmI of(Caller caller) {
        var shop = caller.shop();
        return new WhoAmI(
                caller.principal(),
                caller.platform(),
                shop == null ? null : shop.key(),
                caller.scopes().stream().map(Scope::text).sorted().toList());
    }
}
