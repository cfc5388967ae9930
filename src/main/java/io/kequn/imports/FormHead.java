package io.kequn.imports;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The beginning of a form, kept until its file begins. Vert.x tells the parts that are no files only at the
/// end of the request, which is after the file that they are needed for.
final class FormHead {
    private final int most;
    private final Buffer kept = Buffer.buffer();
    private boolean isOpen = true;

    FormHead(int most) {
        this.most = most;
    }

    void add(Buffer bytes) {
        if (isOpen) {
            kept.appendBuffer(bytes);
            isOpen = kept.length() <= most;
        }
    }

    /// Keeps nothing more, and tells the field of this name if it came before the file.
    @Nullable
    String close(HttpServerRequest request, String name) {
        isOpen = false;
        var message = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        message.headers().set(HttpHeaderNames.CONTENT_TYPE, request.getHeader(HttpHeaderNames.CONTENT_TYPE));
        var decoder = new HttpPostMultipartRequestDecoder(new DefaultHttpDataFactory(false), message);
        try {
            decoder.offer(new DefaultHttpContent(Unpooled.wrappedBuffer(kept.getBytes())));
            while (decoder.hasNext()) {
                if (decoder.next() instanceof Attribute field && field.getName().equals(name)) {
                    return field.getString(StandardCharsets.UTF_8);
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            decoder.destroy();
        }
    }
}
