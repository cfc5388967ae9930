package io.kequn.platform.http;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;
import static io.kequn.platform.problem.ErrorCode.JSON_MALFORMED;
import static io.kequn.platform.problem.ErrorCode.MEDIA_TYPE_UNSUPPORTED;

import io.kequn.platform.problem.Characters;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What no feature should ever have to look at: addresses and header fields that are too long or not well-formed,
/// control characters, bodies that are too large.
@Singleton
public class RequestChecks {
    private static final String CONTENT_TYPE = "Content-Type";
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Pattern ENTITY_TAGS =
            Pattern.compile("\\*|(W/)?\"[\\x21\\x23-\\x7e]*\"(\\s*,\\s*(W/)?\"[\\x21\\x23-\\x7e]*\")*");

    /// RFC 9110, 8.3.1. It never goes back, so that no header field costs more than its length.
    private static final Pattern MEDIA_TYPE = Pattern.compile("\\s*+[\\w!#$&^.+-]++/[\\w!#$&^.+-]++\\s*+"
            + "(?:;\\s*+(?:[\\w!#$&^.+*-]++=(?:[\\w!#$&^.+'()/:?=-]++|\"[^\"]*+\"))?+\\s*+)*+");

    /// What browsers make of a media type that a script has set by two spellings of the field's name, as
    /// GraphiQL does.
    private static final Pattern TWICE_THE_SAME = Pattern.compile("([^,]++), \\1");

    private final HttpSettings settings;
    private final long mostBody;

    RequestChecks(HttpSettings settings) {
        this.settings = settings;
        this.mostBody = settings.mostBody().asLongValue();
    }

    /// The largest body that is held in memory, in bytes.
    long mostBody() {
        return mostBody;
    }

    /// Whether a body follows the header fields; an empty one counts as none.
    static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null
                ? request.getHeader("Transfer-Encoding") != null || request.version() == HttpVersion.HTTP_2
                : !length.equals("0");
    }

    /// Refuses what is wrong with the request before its body of at most `most` bytes is read.
    void check(HttpServerRequest request, long most) {
        if (request.uri().length() > settings.longestAddress()) {
            throw Failures.ofStatus(414, null);
        }
        if (size(request) > settings.mostHeaders()) {
            throw Failures.ofStatus(431, null);
        }
        checkMediaType(request);
        checkBodySize(request.getHeader("Content-Length"), most);
        checkAddress(request.uri());
        checkHeader(request, "Idempotency-Key", VISIBLE, "Must be 1 to 255 visible characters.", "须为 1 至 255 个可见字符。");
        checkEntityTags(request, "If-Match");
        checkEntityTags(request, "If-None-Match");
    }

    /// Refuses a packed body, which nobody would unpack.
    static void checkUnpacked(HttpServerRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            throw MEDIA_TYPE_UNSUPPORTED.because(
                    "Send the body as it is, without `Content-Encoding`; only the file of an import may be packed with gzip.",
                    "请直接发送请求体，不要使用 `Content-Encoding`；只有导入文件可以使用 gzip 压缩。");
        }
    }

    /// Refuses a body that is no UTF-8: what cannot be read would be stored as something else.
    public static void checkText(Buffer body) {
        try {
            var unused = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body.getBytes()));
        } catch (CharacterCodingException notUtf8) {
            throw JSON_MALFORMED.because("The body is not encoded in UTF-8.", "请求体不是 UTF-8 编码。");
        }
    }

    private static void checkMediaType(HttpServerRequest request) {
        @Nullable String header = request.getHeader(CONTENT_TYPE);
        if (header == null || header.isEmpty() || MEDIA_TYPE.matcher(header).matches()) {
            return;
        }
        var twice = TWICE_THE_SAME.matcher(header);
        if (!twice.matches() || !MEDIA_TYPE.matcher(twice.group(1)).matches()) {
            throw Failures.ofStatus(415, null);
        }
        request.headers().set(CONTENT_TYPE, twice.group(1));
    }

    private static long size(HttpServerRequest request) {
        long size = 0;
        for (Map.Entry<String, String> header : request.headers()) {
            size += header.getKey().length() + header.getValue().length() + 4L;
        }
        return size;
    }

    private static void checkBodySize(@Nullable String length, long most) {
        // More digits than a long holds is too large as well.
        if (length != null && (length.length() > 18 || (isNumber(length) && Long.parseLong(length) > most))) {
            throw Failures.tooLarge();
        }
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static void checkAddress(String uri) {
        try {
            var decoder = new QueryStringDecoder(uri);
            checkCharacters("path", decoder.path());
            for (Map.Entry<String, List<String>> parameter :
                    decoder.parameters().entrySet()) {
                checkCharacters("query", parameter.getKey());
                parameter.getValue().forEach(value -> checkCharacters(parameter.getKey(), value));
            }
        } catch (IllegalArgumentException e) {
            throw INPUT_INVALID.because("The address holds a broken percent-encoding.", "地址中的百分号编码有误。");
        }
    }

    private static void checkCharacters(String place, String text) {
        int forbidden = Characters.firstForbidden(text);
        if (forbidden >= 0) {
            var message = Characters.forbidden(text, forbidden);
            throw INPUT_INVALID.at(place, message.english(), message.chinese());
        }
    }

    private static void checkEntityTags(HttpServerRequest request, String name) {
        checkHeader(request, name, ENTITY_TAGS, "Must be `*` or entity tags in double quotes.", "须为 `*` 或带双引号的实体标签。");
    }

    private static void checkHeader(
            HttpServerRequest request, String name, Pattern form, String english, String chinese) {
        String value = request.getHeader(name);
        if (value != null && !form.matcher(value).matches()) {
            throw INPUT_INVALID.at(name, english, chinese);
        }
    }
}
