package io.kequn.platform.http;

import static io.kequn.platform.problem.ErrorCode.CREDENTIAL_INVALID;
import static io.kequn.platform.problem.ErrorCode.SHOP_NOT_ACTIVE;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Credentials;
import io.kequn.platform.access.Credentials.Credential;
import io.kequn.platform.access.Gate;
import io.kequn.platform.access.Holder;
import io.kequn.platform.access.Tenant;
import io.kequn.platform.access.TokenIssuer;
import io.kequn.platform.page.CursorKey;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.problem.Text;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Finds out who calls, from `Authorization: Bearer …`, for every path that belongs to a shop or to the platform.
@Singleton
public class Authentication {
    private static final Pattern BEARER = Pattern.compile("[Bb]earer +([\\x21-\\x7e]{1,12000}) *");

    /// A signed token, or what looks like one.
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

    /// The field in which a person of several shops says for which one.
    private static final String SHOP = "Kequn-Shop";

    /// What only the platform's administrator may call.
    private static final String OF_PLATFORM = "/v1/shops";

    private final Credentials credentials;
    private final Tokens tokens;
    private final CursorKey cursorKey;
    private final Optional<String> platformKey;

    /// `kequn.platform-key` creates shops and their first keys; nothing does where it is not set.
    Authentication(
            Credentials credentials,
            Tokens tokens,
            CursorKey cursorKey,
            @ConfigProperty(name = "kequn.platform-key") Optional<String> platformKey) {
        this.credentials = credentials;
        this.tokens = tokens;
        this.cursorKey = cursorKey;
        this.platformKey = platformKey.filter(key -> !key.isBlank());
    }

    /// Whether the path is for known callers only.
    static boolean guards(String path) {
        return isBelow(path, "/v1") || isBelow(path, "/graphql");
    }

    /// Whether the caller says who it is once its web socket is open.
    static boolean isLater(RoutingContext route) {
        return route.normalizedPath().equals("/graphql")
                && route.request().method().equals(HttpMethod.GET)
                && opensSocket(route.request())
                && !route.request().headers().contains("Authorization");
    }

    /// Whether the request opens a web socket, in whose first message the credential may come.
    public static boolean opensSocket(HttpServerRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    static boolean isBelow(String path, String root) {
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }

    /// What somebody has sent to say who they are. `shop` is what a person of several shops has chosen.
    public record Presented(
            @Nullable String authorization, @Nullable String shop) {
        public static Presented of(HttpServerRequest request) {
            return new Presented(request.getHeader("Authorization"), request.getHeader(SHOP));
        }
    }

    /// The caller; fails with the refusal where nobody is known by what was sent, or where the path is not for this
    /// one: whoever may not call it need not be told what is wrong with the body.
    Uni<Caller> caller(HttpServerRequest request, String path) {
        return caller(Presented.of(request), request.getHeader("Idempotency-Key"))
                .invoke(caller -> checkPath(caller, path));
    }

    private static void checkPath(Caller caller, String path) {
        if (isBelow(path, OF_PLATFORM)) {
            caller.requireAdministrator();
        }
        Gate.checkPath(caller, path);
    }

    /// Who calls by what was presented, as of now: for what goes on for longer than a request.
    public Uni<Caller> caller(Presented presented) {
        return caller(presented, null);
    }

    private Uni<Caller> caller(Presented presented, @Nullable String idempotencyKey) {
        Matcher matcher = BEARER.matcher(presented.authorization() == null ? "" : presented.authorization());
        if (!matcher.matches()) {
            return Uni.createFrom().failure(missing());
        }
        String key = matcher.group(1);
        if (isPlatformKey(key)) {
            return cursorKey.ready().replaceWith(() -> administrator(idempotencyKey));
        }
        return TOKEN.matcher(key).matches()
                ? cursorKey
                        .ready()
                        .chain(() -> tokens.check(key, presented.shop()))
                        .map(known -> caller(known, idempotencyKey))
                : cursorKey.ready().chain(() -> credentials.find(key)).map(found -> caller(found, idempotencyKey));
    }

    private boolean isPlatformKey(String key) {
        // Constant time for keys of equal length; the length of a random key is no secret.
        return platformKey.isPresent() && MessageDigest.isEqual(bytes(platformKey.get()), bytes(key));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Caller administrator(@Nullable String idempotencyKey) {
        var info = RequestInfo.current();
        return new Caller(
                "platform", null, Set.of(), true, info.locale(), idempotencyKey, info.requestId(), Holder.PLATFORM);
    }

    private static Caller caller(Optional<Credential> found, @Nullable String idempotencyKey) {
        var credential = found.orElseThrow(Authentication::unknown);
        checkActive(credential.tenant());
        var info = RequestInfo.current();
        return credential.caller(info.locale(), idempotencyKey, info.requestId());
    }

    private static Caller caller(TokenIssuer.Known known, @Nullable String idempotencyKey) {
        var tenant = known.tenant();
        if (tenant != null) {
            checkActive(tenant);
        }
        var info = RequestInfo.current();
        return new Caller(
                known.principal(),
                tenant == null ? null : tenant.shop(),
                known.scopes(),
                false,
                info.locale(),
                idempotencyKey,
                info.requestId(),
                known.holder());
    }

    private static void checkActive(Tenant tenant) {
        if (!tenant.active()) {
            throw SHOP_NOT_ACTIVE.because("The shop is suspended; ask the platform's operator.", "店铺已停用，请联系平台运营方。");
        }
    }

    private Refusal missing() {
        var names = Stream.concat(Stream.of(new Text("an API key", "API 密钥")), tokens.names().stream())
                .toList();
        var english = names.stream().map(Text::english).collect(Collectors.joining(" or "));
        var chinese = names.stream().map(Text::chinese).collect(Collectors.joining("或"));
        return CREDENTIAL_INVALID.because(
                "Send " + english + " as `Authorization: Bearer …`.",
                "请以 `Authorization: Bearer …` 发送" + chinese + "。");
    }

    private static Refusal unknown() {
        return CREDENTIAL_INVALID.because(
                "The API key is not known, was revoked, or has expired.", "API 密钥不存在、已撤销或已过期。");
    }
}
