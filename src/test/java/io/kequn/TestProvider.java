package io.kequn;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/// A small OpenID Connect provider: discovery, keys, and tokens for whoever asks (`POST /mint?key=…`, the claims in the
/// body). It can change its keys (`POST /rotate`) and stop answering (`POST /down`, `POST /up`). Tests talk to it over
/// HTTP, since they live behind another class loader.
final class TestProvider implements AutoCloseable {
    private static final int RSA_BITS = 2048;

    private final HttpServer server;
    private volatile PublicJsonWebKey rsa;
    private volatile PublicJsonWebKey ec;
    private final PublicJsonWebKey stranger;
    private volatile boolean down;

    private TestProvider(HttpServer server) throws JoseException {
        this.server = server;
        rsa = newRsa();
        ec = newEc();
        stranger = newRsa();
        stranger.setKeyId(rsa.getKeyId());
    }

    static TestProvider start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var provider = new TestProvider(server);
            server.createContext("/", provider::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var answer = switch (path) {
                case "/mint" -> minted(exchange);
                case "/rotate" -> rotated();
                case "/down" -> set(true);
                case "/up" -> set(false);
                case "/.well-known/openid-configuration" ->
                    JsonUtil.toJson(Map.of("issuer", issuer(), "jwks_uri", issuer() + "/keys"));
                case "/keys" -> new JsonWebKeySet(List.of(rsa, ec)).toJson(OutputControlLevel.PUBLIC_ONLY);
                default -> "";
            };
            boolean silent = down && (path.equals("/keys") || path.startsWith("/.well-known"));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(silent ? 500 : 200, body.length);
            exchange.getResponseBody().write(body);
        } catch (JoseException e) {
            throw new IOException(e);
        }
    }

    private String set(boolean silent) {
        down = silent;
        return "done";
    }

    private String rotated() throws JoseException {
        rsa = newRsa();
        ec = newEc();
        return "done";
    }

    private String minted(HttpExchange exchange) throws IOException, JoseException {
        var claims = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var query = exchange.getRequestURI().getQuery();
        var signed = new JsonWebSignature();
        signed.setPayload(claims);
        switch (query == null ? "key=rsa" : query) {
            case "key=ec" -> sign(signed, ec, "ES256");
            case "key=stranger" -> sign(signed, stranger, "RS256");
            case "key=unpublished" -> sign(signed, newRsa(), "RS256");
            case "key=none" -> {
                signed.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
                signed.setAlgorithmHeaderValue("none");
            }
            // The published key as if it were a shared secret.
            case "key=public" -> {
                signed.setKeyIdHeaderValue(rsa.getKeyId());
                signed.setAlgorithmHeaderValue("HS256");
                signed.setKey(new HmacKey(rsa.getPublicKey().getEncoded()));
            }
            default -> sign(signed, rsa, "RS256");
        }
        return signed.getCompactSerialization();
    }

    private static void sign(JsonWebSignature signed, PublicJsonWebKey key, String algorithm) {
        signed.setKeyIdHeaderValue(key.getKeyId());
        signed.setAlgorithmHeaderValue(algorithm);
        signed.setKey(key.getPrivateKey());
    }

    private static PublicJsonWebKey newRsa() throws JoseException {
        return named(RsaJwkGenerator.generateJwk(RSA_BITS));
    }

    private static PublicJsonWebKey newEc() throws JoseException {
        return named(EcJwkGenerator.generateJwk(EllipticCurves.P256));
    }

    private static PublicJsonWebKey named(PublicJsonWebKey key) {
        key.setKeyId(UUID.randomUUID().toString());
        key.setUse("sig");
        return key;
    }
}
