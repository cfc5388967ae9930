package io.kequn.platform.page;

import static io.kequn.platform.problem.ErrorCode.CURSOR_INVALID;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/// Makes keyset pages. A cursor holds the position of the last item shown, signed together with the shop and
/// the list (its filter and sort included), so that it fits nowhere else. It gives no authority: every query
/// still names the shop of the credential.
///
/// ```java
/// var list = "tags " + sort;
/// var position = cursors.position(caller, list, request);      // empty on the first page
/// … order by key limit request.rows() …
/// return cursors.page(caller, list, request, rows, tag -> List.of(tag.key()));
/// ```
@ApplicationScoped
public class Cursors {
    private static final int SIGNATURE = 16;

    private final CursorKey key;

    Cursors(CursorKey key) {
        this.key = key;
    }

    /// The position after which the page begins; empty on the first page. Refuses cursors of other shops, lists,
    /// filters and sorts, and forged ones, with `cursor_invalid`.
    public List<String> position(Caller caller, String list, PageRequest request) {
        String after = request.after();
        return after == null ? List.of() : position(caller, list, after);
    }

    /// The position that a cursor of this list holds; refused like the above.
    public List<String> position(Caller caller, String list, String cursor) {
        return read(caller.shop(), list, cursor);
    }

    /// The cursor of a position.
    public String cursor(Caller caller, String list, List<String> position) {
        return write(caller.shop(), list, position);
    }

    /// The page of `rows`, which are at most `request.rows()` in the order of the list.
    public <T> Page<T> page(
            Caller caller, String list, PageRequest request, List<T> rows, Function<T, List<String>> position) {
        Function<T, String> cursor = item -> cursor(caller, list, position.apply(item));
        if (rows.size() <= request.limit()) {
            return new Page<>(rows, new Page.Next(null, null), cursor);
        }
        var items = rows.subList(0, request.limit());
        return new Page<>(items, new Page.Next(cursor.apply(items.getLast()), null), cursor);
    }

    private String write(@Nullable Shop shop, String list, List<String> position) {
        byte[] payload = encode(position);
        byte[] signature = sign(shop, list, payload);
        byte[] whole = Arrays.copyOf(signature, SIGNATURE + payload.length);
        System.arraycopy(payload, 0, whole, SIGNATURE, payload.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    private List<String> read(@Nullable Shop shop, String list, String cursor) {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(cursor);
            if (whole.length < SIGNATURE) {
                throw invalid();
            }
            byte[] payload = Arrays.copyOfRange(whole, SIGNATURE, whole.length);
            byte[] signature = Arrays.copyOf(whole, SIGNATURE);
            if (!MessageDigest.isEqual(signature, sign(shop, list, payload))) {
                throw invalid();
            }
            return decode(payload);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static RuntimeException invalid() {
        return CURSOR_INVALID.because(
                "Take the cursor from the last page of the same list, with the same filter and sort, or begin anew"
                        + " without one.",
                "请使用同一列表（相同筛选与排序）上一页给出的游标，或不带游标重新开始。");
    }

    private byte[] sign(@Nullable Shop shop, String list, byte[] payload) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key.get());
            mac.update(((shop == null ? 0 : shop.id()) + " " + list + "\0").getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(mac.doFinal(payload), SIGNATURE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encode(List<String> position) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(position.size());
            for (String part : position) {
                byte[] text = part.getBytes(StandardCharsets.UTF_8);
                out.writeInt(text.length);
                out.write(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static List<String> decode(byte[] payload) {
        try (var in = new DataInputStream(new ByteArrayInputStream(payload))) {
            int size = in.readByte();
            var position = new ArrayList<String>(size);
            for (int i = 0; i < size; i++) {
                position.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
            }
            return List.copyOf(position);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
