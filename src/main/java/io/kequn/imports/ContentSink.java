package io.kequn.imports;

import static io.kequn.platform.problem.ErrorCode.BODY_TOO_LARGE;
import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.compression.JdkZlibDecoder;
import io.netty.handler.codec.compression.ZlibWrapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Cuts a stream of bytes into pieces of one size and hands them on, one after the other; unpacks gzip on the way.
/// Holds one piece at a time.
final class ContentSink {
    /// So little at once that a bomb cannot unfold far before its size is looked at.
    private static final int PACKED_AT_ONCE = 2_048;

    private static final byte[] PROBE = packed(new byte[1]);

    private final long most;
    private final BiFunction<Integer, byte[], Uni<Integer>> keep;
    private final @Nullable EmbeddedChannel unpacker;
    private final Utf8Check utf8 = new Utf8Check();
    private Buffer piece = Buffer.buffer();
    private int number;
    private long size;

    ContentSink(long most, boolean packed, BiFunction<Integer, byte[], Uni<Integer>> keep) {
        this.most = most;
        this.keep = keep;
        this.unpacker = packed ? new EmbeddedChannel(new JdkZlibDecoder(ZlibWrapper.GZIP, true, 0)) : null;
    }

    /// How many bytes came, unpacked.
    long size() {
        return size;
    }

    boolean isUtf8() {
        return utf8.wellFormed();
    }

    /// Done when the next bytes can come.
    Uni<Integer> add(Buffer bytes) {
        var channel = unpacker;
        if (channel == null) {
            take(bytes);
        } else {
            unpack(channel, bytes);
        }
        return handOn(whole());
    }

    private void unpack(EmbeddedChannel channel, Buffer bytes) {
        try {
            for (int at = 0; at < bytes.length(); at += PACKED_AT_ONCE) {
                var part = bytes.getBytes(at, Math.min(bytes.length(), at + PACKED_AT_ONCE));
                boolean any = channel.writeInbound(Unpooled.wrappedBuffer(part));
                for (ByteBuf out = any ? channel.readInbound() : null; out != null; out = channel.readInbound()) {
                    var unpacked = new byte[out.readableBytes()];
                    out.readBytes(unpacked);
                    out.release();
                    take(Buffer.buffer(unpacked));
                }
            }
        } catch (DecoderException e) {
            throw INPUT_INVALID.because("The content is not well-formed gzip.", "内容不是有效的 gzip 数据。");
        }
    }

    /// The unpacker does not tell where it stands. Only if it awaits the beginning of another member does it
    /// understand one that is added.
    private static boolean isBetweenMembers(EmbeddedChannel channel) {
        try {
            boolean any = channel.writeInbound(Unpooled.wrappedBuffer(PROBE));
            ByteBuf out = any ? channel.readInbound() : null;
            return out != null && out.release() && channel.inboundMessages().isEmpty();
        } catch (DecoderException e) {
            return false;
        }
    }

    private static byte[] packed(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private void take(Buffer bytes) {
        size += bytes.length();
        if (size > most) {
            throw BODY_TOO_LARGE.because(
                    "A file may have " + most + " bytes; split it and import the parts.",
                    "文件不能超过 " + most + " 字节，请拆分后分别导入。");
        }
        utf8.add(bytes.getBytes());
        piece.appendBuffer(bytes);
    }

    private List<byte[]> whole() {
        var pieces = new ArrayList<byte[]>();
        int at = 0;
        while (piece.length() - at >= ImportStore.PIECE) {
            pieces.add(piece.getBytes(at, at + ImportStore.PIECE));
            at += ImportStore.PIECE;
        }
        piece = at == 0 ? piece : Buffer.buffer(piece.getBytes(at, piece.length()));
        return pieces;
    }

    private Uni<Integer> handOn(List<byte[]> pieces) {
        var done = Uni.createFrom().item(number);
        for (var whole : pieces) {
            int own = number++;
            done = done.chain(() -> keep.apply(own, whole));
        }
        return done;
    }

    /// Hands on what is left. Refuses packed content that breaks off: what was unpacked would pass for the
    /// whole file.
    Uni<Integer> end() {
        if (unpacker != null && !isBetweenMembers(unpacker)) {
            throw INPUT_INVALID.because("The gzip data breaks off; send all of it.", "gzip 数据不完整，请重新发送完整内容。");
        }
        return piece.length() == 0 ? Uni.createFrom().item(number) : keep.apply(number++, piece.getBytes());
    }

    void close() {
        if (unpacker != null) {
            unpacker.finishAndReleaseAll();
        }
    }
}
