package io.kequn.platform.graphql;

import static io.kequn.platform.problem.ErrorCode.DOCUMENT_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.DOCUMENT_NOT_TRUSTED;
import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;
import static io.kequn.platform.problem.ErrorCode.PERSISTED_QUERY_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.DocumentMode;
import io.kequn.platform.access.Shop;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.Sha256;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gives each request the text of its document, as the shop's mode allows: what comes as text, what is named by a
/// `documentId` (the draft of persisted documents in the GraphQL-over-HTTP specification), and what is named by its
/// digest and has been sent before (Apollo's automatic persisted queries, which save bytes and protect nothing).
@Singleton
class NamedDocuments {
    /// Characters of all that clients have sent with a digest. A client whose document is no longer kept sends it
    /// again.
    private static final int MOST = 2_000_000;

    private final TrustedDocuments trusted;
    private final Cache<Sent, String> sent = Caffeine.newBuilder()
            .maximumWeight(MOST)
            .<Sent, String>weigher((key, text) -> text.length())
            .build();

    NamedDocuments(TrustedDocuments trusted) {
        this.trusted = trusted;
    }

    private record Sent(@Nullable Integer shop, String digest) {}

    /// The request with the text of its document; fails with a refusal where there is none, or the mode forbids it.
    Uni<GraphQLRequest> resolve(GraphQLRequest request, Caller caller) {
        var mode = caller.holder().documents();
        if (request.documentId() != null) {
            return named(request, caller.shop(), mode, request.documentId());
        }
        if (request.query() == null) {
            return digested(request, caller.shop(), mode, request.sha256() == null ? "" : request.sha256());
        }
        String digest = Sha256.hex(request.query());
        if (request.sha256() != null && !request.sha256().equals(digest)) {
            return failed(INPUT_INVALID.at(
                    "/extensions/persistedQuery/sha256Hash",
                    "Is not the SHA-256 of the document in UTF-8, which is `" + digest + "`.",
                    "与文档（UTF-8）的 SHA-256 不符，应为 `" + digest + "`。"));
        }
        if (mode == DocumentMode.ONLY) {
            return trusted(caller.shop(), digest)
                    .map(found -> request.with(found.orElseThrow(NamedDocuments::untrusted)));
        }
        if (mode == DocumentMode.PREFER && request.sha256() != null) {
            sent.put(new Sent(id(caller.shop()), digest), request.query());
        }
        return Uni.createFrom().item(request);
    }

    private Uni<GraphQLRequest> named(GraphQLRequest request, @Nullable Shop shop, DocumentMode mode, String id) {
        if (mode == DocumentMode.OFF) {
            return failed(textOnly());
        }
        var found = shop == null ? Uni.createFrom().item(Optional.<String>empty()) : trusted.byId(shop, id);
        return found.map(text -> request.with(text.orElseThrow(() -> DOCUMENT_NOT_FOUND.at(
                "/documentId",
                "The shop trusts no document with this id; add it by `POST /v1/trusted-documents`.",
                "店铺没有此编号的可信文档；请通过 `POST /v1/trusted-documents` 添加。"))));
    }

    private Uni<GraphQLRequest> digested(
            GraphQLRequest request, @Nullable Shop shop, DocumentMode mode, String digest) {
        if (mode == DocumentMode.OFF) {
            return failed(textOnly());
        }
        var known = mode == DocumentMode.PREFER ? sent.getIfPresent(new Sent(id(shop), digest)) : null;
        if (known != null) {
            return Uni.createFrom().item(request.with(known));
        }
        return trusted(shop, digest)
                .map(found ->
                        request.with(found.orElseThrow(() -> mode == DocumentMode.ONLY ? untrusted() : unknown())));
    }

    private Uni<Optional<String>> trusted(@Nullable Shop shop, String digest) {
        return shop == null ? Uni.createFrom().item(Optional.empty()) : trusted.byDigest(shop, digest);
    }

    private static @Nullable Integer id(@Nullable Shop shop) {
        return shop == null ? null : shop.id();
    }

    private static Uni<GraphQLRequest> failed(Refusal refusal) {
        return Uni.createFrom().failure(refusal);
    }

    private static Refusal textOnly() {
        return PERSISTED_QUERY_NOT_SUPPORTED.because(
                "The shop takes GraphQL documents as text only; send it as `query`.",
                "店铺仅接受文本形式的 GraphQL 文档；请用 `query` 发送。");
    }

    private static Refusal unknown() {
        return PERSISTED_QUERY_NOT_FOUND.because(
                "Send the document as `query` along with its digest, once.", "请将文档作为 `query` 与摘要一并发送一次。");
    }

    private static Refusal untrusted() {
        return DOCUMENT_NOT_TRUSTED.because(
                "The shop runs trusted documents only, and this is none; add it by `POST /v1/trusted-documents`.",
                "店铺仅执行可信文档，该文档不在其中；请通过 `POST /v1/trusted-documents` 添加。");
    }
}
