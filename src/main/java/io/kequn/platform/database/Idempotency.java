package io.kequn.platform.database;

import static io.kequn.platform.problem.ErrorCode.ALREADY_DONE;
import static io.kequn.platform.problem.ErrorCode.IDEMPOTENCY_KEY_REUSE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The `Idempotency-Key` of a command: its row is written in the transaction that has the effect, so that
/// there is never one without the other. A second request with the key waits for the first on the row's
/// unique index. Answers name persons, and an input of one phone number could be guessed from a plain
/// digest: the one is stored sealed, of the other a keyed digest.
@Singleton
public class Idempotency {
    static final String CLAIM = """
        insert into idempotency (shop_id, principal, route, key, fingerprint) values ($1, $2, $3, $4, $5)
        on conflict do nothing\
        """;
    static final String FIND = """
        select fingerprint, answer, subject from idempotency
        where shop_id = $1 and principal = $2 and route = $3 and key = $4\
        """;
    static final String KEEP = """
        update idempotency set answer = $5, subject = $6
        where shop_id = $1 and principal = $2 and route = $3 and key = $4\
        """;
    private static final int LONGEST_ROUTE = 300;
    private static final Object REPLAYED = Idempotency.class;

    private final ObjectMapper json;
    private final SealedAnswers sealed;

    Idempotency(ObjectMapper json, SealedAnswers sealed) {
        this.json = json;
        this.sealed = sealed;
    }

    /// True if the running request was answered from what an earlier one had stored.
    public static boolean replayed() {
        Context context = Vertx.currentContext();
        return context != null && Boolean.TRUE.equals(context.<Boolean>getLocal(REPLAYED));
    }

    Tuple claim(Command<?> command) {
        return address(command).addString(sealed.fingerprint(shop(command), digest(command)));
    }

    Tuple kept(Command<?> command, Object answer) {
        var address = address(command);
        return address.addString(stored(address, answer)).addString(subject(answer));
    }

    /// The row's primary key; the platform administrator's commands stand under shop 0.
    static Tuple address(Command<?> command) {
        var caller = command.caller();
        return Sql.tuple(shop(command), caller.principal(), route(command), caller.idempotencyKey());
    }

    private static int shop(Command<?> command) {
        var shop = command.caller().shop();
        return shop == null ? 0 : shop.id();
    }

    /// What the path names may be of any length until the command has looked at it, but no key of an index is.
    private static String route(Command<?> command) {
        return command.route().length() <= LONGEST_ROUTE
                ? command.route()
                : HexFormat.of().formatHex(sha256(command.route().getBytes(StandardCharsets.UTF_8)));
    }

    private String digest(Command<?> command) {
        try {
            return HexFormat.of().formatHex(sha256(json.writeValueAsBytes(command.input())));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The stored answer as text; null for answers that hold a secret, which are never stored.
    private @Nullable String stored(Tuple address, Object answer) {
        if (answer instanceof Secret) {
            return null;
        }
        try {
            return sealed.seal(address, json.writeValueAsString(answer));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable String subject(Object answer) {
        return answer instanceof Secret secret ? secret.subject() : null;
    }

    /// The answer that the first request with this key got; refuses if that request had another body.
    <A> A replay(
            Command<A> command, String storedFingerprint, @Nullable String storedAnswer, @Nullable String subject) {
        if (!sealed.fingerprints(shop(command), digest(command)).contains(storedFingerprint)) {
            throw IDEMPOTENCY_KEY_REUSE.because(
                    "Use a new Idempotency-Key for another request.", "不同的请求请使用新的 Idempotency-Key。");
        }
        if (storedAnswer == null) {
            throw ALREADY_DONE.because("It was made as `" + subject + "`.", "已创建:`" + subject + "`。");
        }
        Context context = Vertx.currentContext();
        if (context != null) {
            context.putLocal(REPLAYED, true);
        }
        try {
            return json.readValue(sealed.open(address(command), storedAnswer), command.answer());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// An answer that is shown once. Repeating its request gives 409 with the `subject`'s id.
    public interface Secret {
        String subject();
    }
}
