package io.kequn.shop;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Holder;
import io.kequn.platform.access.Scope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What the credential of this request may do. `shop` is absent for the platform administrator, and for a person who
/// works for several and has not said for which one.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WhoAmI(
        String principal,
        Holder.Kind kind,
        boolean platform,
        @Nullable String shop,

        @Schema(description = "The scopes that count now, without those of features that the shop does not have")
        List<String> scopes,

        @Schema(description = "A person's roles") List<String> roles,

        @Schema(description = "The shops that a person may choose by `Kequn-Shop`")
        List<String> shops,

        @Nullable UUID customer,
        @Nullable Instant expiresAt) {
    public WhoAmI {
        scopes = List.copyOf(scopes);
        roles = List.copyOf(roles);
        shops = List.copyOf(shops);
    }

    static WhoAmI of(Caller caller) {
        var shop = caller.shop();
        var holder = caller.holder();
        return new WhoAmI(
                caller.principal(),
                holder.kind(),
                caller.platform(),
                shop == null ? null : shop.key(),
                caller.scopes().stream().map(Scope::text).sorted().toList(),
                holder.roles(),
                holder.shops(),
                holder.customer(),
                holder.expiresAt());
    }
}
