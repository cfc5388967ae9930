package io.kequn.platform.access;

import static io.kequn.platform.problem.ErrorCode.CREDENTIAL_INVALID;
import static io.kequn.platform.problem.ErrorCode.SCOPE_MISSING;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who is calling. `shop` is null for the platform administrator only. `principal` names the credential in stored
/// idempotency keys and in the change log. It travels in the request's own Vert.x context, so that REST and GraphQL
/// share it.
public record Caller(
        String principal,
        @Nullable Shop shop,
        Set<Scope> scopes,
        boolean platform,
        Locale locale,
        @Nullable String idempotencyKey,
        String requestId) {
    private static final Object KEY = Caller.class;
    private static final Object AGAIN = Caller.class.getName() + " again";

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /// The caller of the running request. Refuses with 401 where there is none.
    public static Caller current() {
        Context context = Vertx.currentContext();
        Caller caller = context == null ? null : context.getLocal(KEY);
        if (caller == null) {
            throw CREDENTIAL_INVALID.because(
                    "Send an API key as `Authorization: Bearer …`.", "请以 `Authorization: Bearer …` 发送 API 密钥。");
        }
        return caller;
    }

    /// Makes `caller` the one of the running request; `context` is that request's own (duplicated) context.
    public static void set(Context context, Caller caller) {
        context.putLocal(KEY, caller);
    }

    /// Makes `again` the way to ask who the caller of the running request is.
    public static void setAgain(Context context, Supplier<Uni<Caller>> again) {
        context.putLocal(AGAIN, again);
    }

    /// For what goes on for longer than a request: each `get` asks anew who the caller is, and fails where the
    /// credential no longer holds.
    public static Supplier<Uni<Caller>> again() {
        Context context = Vertx.currentContext();
        Supplier<Uni<Caller>> again = context == null ? null : context.getLocal(AGAIN);
        return again == null ? () -> Uni.createFrom().item(current()) : again;
    }

    /// The caller if it has the scope and a shop; else refuses with 403.
    public static Caller with(Scope scope) {
        return current().and(scope);
    }

    /// The same caller if it has this scope too; else refuses with 403.
    public Caller and(Scope scope) {
        requireScope(scope);
        return this;
    }

    /// Refuses with 403 unless the caller has the scope and a shop.
    public void requireScope(Scope scope) {
        if (shop == null || !scopes.contains(scope)) {
            throw SCOPE_MISSING.because(
                    "The credential needs the scope `" + scope.text() + "`.", "该凭证需要权限 `" + scope.text() + "`。");
        }
    }

    /// The caller if it is the platform administrator; else refuses with 403.
    public static Caller administrator() {
        Caller caller = current();
        caller.requireAdministrator();
        return caller;
    }

    /// Refuses with 403 unless this is the platform administrator.
    public void requireAdministrator() {
        if (!platform) {
            throw SCOPE_MISSING.because("Only the platform administrator's key may do this.", "只有平台管理员密钥可以执行此操作。");
        }
    }

    /// The shop of the credential.
    public Shop ofShop() {
        if (shop == null) {
            throw SCOPE_MISSING.because("The platform key belongs to no shop.", "平台密钥不属于任何店铺。");
        }
        return shop;
    }

    /// The same caller for a command that its items' own ids make idempotent.
    public Caller withoutIdempotencyKey() {
        return new Caller(principal, shop, scopes, platform, locale, null, requestId);
    }
}
