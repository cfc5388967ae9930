package io.kequn.platform.http;

import static io.kequn.platform.problem.ErrorCode.BODY_TOO_LARGE;
import static io.kequn.platform.problem.ErrorCode.CREDENTIAL_INVALID;
import static io.kequn.platform.problem.ErrorCode.HEADERS_TOO_LARGE;
import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;
import static io.kequn.platform.problem.ErrorCode.INTERNAL;
import static io.kequn.platform.problem.ErrorCode.MEDIA_TYPE_UNSUPPORTED;
import static io.kequn.platform.problem.ErrorCode.METHOD_NOT_ALLOWED;
import static io.kequn.platform.problem.ErrorCode.NOT_ACCEPTABLE;
import static io.kequn.platform.problem.ErrorCode.PATH_UNKNOWN;
import static io.kequn.platform.problem.ErrorCode.SCOPE_MISSING;
import static io.kequn.platform.problem.ErrorCode.UNAVAILABLE;
import static io.kequn.platform.problem.ErrorCode.URI_TOO_LONG;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.problem.Violations;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.ErrorDataDecoderException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooLongFormFieldException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooManyFormFieldsException;
import io.netty.handler.timeout.TimeoutException;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.impl.NoStackTraceThrowable;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Turns whatever went wrong anywhere into a refusal of the catalogue. What is not expected becomes `internal`, is
/// logged in full and tells the caller nothing but the trace id.
public final class Failures {
    private static final Logger LOG = Logger.getLogger(Failures.class);

    /// Connection failures, too many connections, shut-down, cancelled by a time limit, disk full.
    private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "53", "57", "58");

    /// Locks not had in time, transactions lost to others, an end after idling, a server that takes no writes (any
    /// more), roles and databases that are not there (yet).
    private static final Set<String> UNAVAILABLE_STATES =
            Set.of("55P03", "40001", "40P01", "40003", "25P03", "25P04", "25006", "28000", "28P01", "3D000");

    private Failures() {}

    /// The refusal that answers `failure`.
    public static Refusal refusal(Throwable failure) {
        var json = JsonProblems.causeOf(failure, JsonProcessingException.class);
        if (json != null) {
            return JsonProblems.of(json);
        }
        var refusal = JsonProblems.causeOf(failure, Refusal.class);
        if (refusal != null) {
            return refusal;
        }
        var http = JsonProblems.causeOf(failure, WebApplicationException.class);
        if (http != null) {
            return ofStatus(http.getResponse().getStatus(), http);
        }
        if (isBrokenBody(failure)) {
            return INPUT_INVALID.because("The body is not well-formed HTTP.", "请求体不符合 HTTP 规范。");
        }
        if (isBrokenForm(failure)) {
            return INPUT_INVALID.because(
                    "The form cannot be read: it is broken, or a part that is no file is too long.",
                    "无法读取表单：格式有误，或某个非文件字段过长。");
        }
        if (JsonProblems.causeOf(failure, HttpClosedException.class) != null) {
            return unavailable(); // nobody is there any more to read it
        }
        if (isUnavailable(failure)) {
            LOG.warnf("The database does not answer: %s", failure);
            return unavailable();
        }
        LOG.errorf(
                failure,
                "Unexpected failure of request %s",
                RequestInfo.current().requestId());
        return internal();
    }

    /// The refusal for an HTTP status that the framework chose.
    static Refusal ofStatus(int status, @Nullable Throwable failure) {
        return switch (status) {
            case 400 -> INPUT_INVALID.because("The request cannot be read.", "无法读取该请求。");
            case 401 ->
                CREDENTIAL_INVALID.because(
                        "Send a credential as `Authorization: Bearer …`.", "请以 `Authorization: Bearer …` 发送凭证。");
            case 403 -> SCOPE_MISSING.because("The credential may not do this.", "该凭证不允许此操作。");
            case 404 -> notFound(failure);
            case 405 ->
                METHOD_NOT_ALLOWED.because(
                        "The `Allow` field lists the methods of this path.", "`Allow` 字段列出了该路径支持的方法。");
            case 406 -> NOT_ACCEPTABLE.because("Accept `application/json`.", "请接受 `application/json`。");
            case 413 -> tooLarge();
            case 414 -> URI_TOO_LONG.because("Use a shorter filter, or send it in the body.", "请缩短筛选条件，或放入请求体。");
            case 415 ->
                MEDIA_TYPE_UNSUPPORTED.because(
                        "Send `Content-Type: application/json`, or what the documentation of this path names.",
                        "请发送 `Content-Type: application/json` 或该路径文档中列出的类型。");
            case 431 -> HEADERS_TOO_LARGE.because("Send fewer or shorter header fields.", "请减少或缩短请求头。");
            case 502, 503, 504 -> unavailable();
            default -> other(status, failure);
        };
    }

    private static Refusal other(int status, @Nullable Throwable failure) {
        if (status >= 400 && status < 500) {
            return INPUT_INVALID.because("The request cannot be read.", "无法读取该请求。");
        }
        LOG.errorf(
                failure,
                "Unexpected status %d of request %s",
                status,
                RequestInfo.current().requestId());
        return internal();
    }

    /// A path or query parameter that does not convert comes as "not found" from the framework.
    private static Refusal notFound(@Nullable Throwable failure) {
        return failure instanceof NotFoundException && failure.getCause() != null
                ? INPUT_INVALID.because("A parameter of the address has the wrong type.", "地址中的参数类型错误。")
                : PATH_UNKNOWN.because(
                        "Nothing is here; the paths are listed at `/q/swagger-ui`.", "此处没有内容；可用路径见 `/q/swagger-ui`。");
    }

    static Refusal tooLarge() {
        return BODY_TOO_LARGE.because(
                "Send less at once: split batches, and use an import for large files.", "请减少单次数据量：拆分批次，大文件请使用导入。");
    }

    static Refusal unavailable() {
        return UNAVAILABLE.because(
                "Send the request again after the time in `Retry-After`.", "请在 `Retry-After` 所示时间后重试。");
    }

    static Refusal internal() {
        return INTERNAL.because("Tell the operator the traceId; the logs say more.", "请将 traceId 告知运维人员，日志中有详情。");
    }

    /// Such as a chunk whose size is no number: the decoder throws what it happens to meet.
    static boolean isBrokenBody(Throwable failure) {
        var wrong = JsonProblems.causeOf(failure, IllegalArgumentException.class);
        return wrong != null
                && wrong.getStackTrace().length > 0
                && wrong.getStackTrace()[0].getClassName().startsWith("io.netty.handler.codec.http.");
    }

    private static boolean isBrokenForm(Throwable failure) {
        return JsonProblems.causeOf(failure, ErrorDataDecoderException.class) != null
                || JsonProblems.causeOf(failure, TooLongFormFieldException.class) != null
                || JsonProblems.causeOf(failure, TooManyFormFieldsException.class) != null;
    }

    private static boolean isUnavailable(Throwable failure) {
        var state = Violations.state(failure);
        if (state.isPresent() && state.get().length() == 5) {
            return UNAVAILABLE_CLASSES.contains(state.get().substring(0, 2))
                    || UNAVAILABLE_STATES.contains(state.get());
        }
        return JsonProblems.causeOf(failure, IOException.class) != null
                || JsonProblems.causeOf(failure, TimeoutException.class) != null
                || JsonProblems.causeOf(failure, java.util.concurrent.TimeoutException.class) != null
                || JsonProblems.causeOf(failure, io.smallrye.mutiny.TimeoutException.class) != null
                || isClosedConnection(failure);
    }

    private static boolean isClosedConnection(Throwable failure) {
        var vertx = JsonProblems.causeOf(failure, VertxException.class);
        return JsonProblems.causeOf(failure, NoStackTraceThrowable.class) != null // the pool's, which has waited
                || (vertx != null
                        && String.valueOf(vertx.getMessage())
                                .toLowerCase(Locale.ROOT)
                                .contains("connection"));
    }
}
