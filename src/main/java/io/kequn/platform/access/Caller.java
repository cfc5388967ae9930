package io.kequn.platform.access;

import static io.kequn.platform.problem.ErrorCode.CREDENTIAL_INVALID;
import static io.kequn.platform.problem.ErrorCode.FEATURE_DISABLED;
import static io.kequn.platform.problem.ErrorCode.SCOPE_MISSING;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who is calling. `shop` is null for the platform administrator, and for a person who has not said for which shop.
/// `principal` names the credential in stored idempotency keys and in the change log. `scopes` are those that count:
/// none of a feature that the shop does not have. It travels in the request's own Vert.x context, so that REST and
/// GraphQL share it.
public record Caller(
        String principal,
        @Nullable Shop shop,
        Set<Scope> scopes,
        boolean platform,
        Locale locale,
        @Nullable String idempotencyKey,
        String requestId,
        Holder holder) {
    private static final Object KEY = Caller.class;
    private static final Object AGAIN = Caller.class.getName() + " again";

    public Caller {
        scopes = scopes.stream()
                .filter(scope ->
                        Feature.of(scope).filter(holder.disabled()::contains).isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The service itself, which may do what it has to in one shop.
    public static Caller system(String name, Shop shop) {
        return new Caller(name, shop, Set.of(Scope.values()), false, Locale.ENGLISH, null, name, Holder.SYSTEM);
    }

    /// The caller of the running request. Refuses with 401 where there is none.
    public static Caller current() {
        return of(Vertx.currentContext())
                .orElseThrow(() -> CREDENTIAL_INVALID.because(
                        "Send a credential as `Authorization: Bearer …`.", "请以 `Authorization: Bearer …` 发送凭证。"));
    }

    /// The caller of the request whose context this is; empty where there is none.
    public static Optional<Caller> of(@Nullable Context context) {
        Caller caller = context == null ? null : context.getLocal(KEY);
        return Optional.ofNullable(caller);
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
        Feature.of(scope).ifPresent(this::requireFeature);
        requireShop();
        if (shop == null || !scopes.contains(scope)) {
            throw SCOPE_MISSING.because(
                    "The credential needs the scope `" + scope.text() + "`.", "该凭证需要权限 `" + scope.text() + "`。");
        }
    }

    private void requireShop() {
        if (shop == null && holder.kind() == Holder.Kind.PERSON) {
            throw SCOPE_MISSING.because(
                    holder.shops().isEmpty()
                            ? "The token names no shop that you work for."
                            : "Say for which shop by the field `Kequn-Shop`; `GET /v1/whoami` lists yours.",
                    holder.shops().isEmpty() ? "令牌没有指明您所属的店铺。" : "请用请求头 `Kequn-Shop` 指定店铺；`GET /v1/whoami` 会列出您的店铺。");
        }
    }

    /// Refuses with 403 where the platform keeps the feature from the shop.
    public void requireFeature(Feature feature) {
        if (holder.disabled().contains(feature)) {
            throw FEATURE_DISABLED.because(
                    "The shop does not have the feature `" + feature.text() + "`; ask for it by"
                            + " `POST /v1/shop/features/" + feature.text() + "/request`.",
                    "店铺未开通功能 `" + feature.text() + "`；请通过 `POST /v1/shop/features/" + feature.text() + "/request` 申请。");
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

    /// The caller if it is a customer; else refuses with 403.
    public static Caller customer() {
        Caller caller = current();
        if (caller.holder.customer() == null) {
            throw SCOPE_MISSING.because(
                    "Only a customer's own token reads this; a server makes one by"
                            + " `POST /v1/customers/{customer}/access-tokens`.",
                    "仅客户本人的令牌可以读取；由服务端通过 `POST /v1/customers/{customer}/access-tokens` 签发。");
        }
        return caller;
    }

    /// Begins to read what is this customer's own, which the token alone lets nobody read: what `read` asks for at once
    /// is asked for with these scopes, and nothing that comes after.
    public <T> Uni<T> reading(Set<Scope> own, Supplier<Uni<T>> read) {
        var context = Objects.requireNonNull(Vertx.currentContext());
        set(context, new Caller(principal, shop, own, false, locale, null, requestId, holder));
        try {
            return read.get();
        } finally {
            set(context, this);
        }
    }

    /// The shop of the credential.
    public Shop ofShop() {
        requireShop();
        if (shop == null) {
            throw SCOPE_MISSING.because("The platform key belongs to no shop.", "平台密钥不属于任何店铺。");
        }
        return shop;
    }

    /// How the audit log names it: what kind it is, and the credential.
    public String actor() {
        return holder.kind().name().toLowerCase(Locale.ROOT) + " " + principal;
    }

    /// The same caller for a command that its items' own ids make idempotent.
    public Caller withoutIdempotencyKey() {
        return new Caller(principal, shop, scopes, platform, locale, null, requestId, holder);
    }

    /// The same caller for one operation of several in a request, which has no key of its own.
    public Caller numbered(String operation) {
        return new Caller(principal, shop, scopes, platform, locale, null, operation, holder);
    }

    /// The platform administrator at work in a shop.
    public Caller inShop(Shop other) {
        requireAdministrator();
        return new Caller(principal, other, scopes, platform, locale, idempotencyKey, requestId, holder);
    }
}
