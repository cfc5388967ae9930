package io.kequn.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What no well-behaved client sends: written to the socket as it is.
@KequnTest
class BadHttpTest {
    /// A body without a length is counted while it is read.
    @Test
    void tooLargeChunkedBodyIsRefused() throws IOException {
        var answer = raw("POST", "/v1/shops", "Transfer-Encoding: chunked\r\n", BadHttpTest::sendChunks);

        assertThat(answer).startsWith("HTTP/1.1 413").contains("problem+json", "body_too_large");
    }

    @Test
    void emptyChunkedBodyIsRefused() throws IOException {
        var answer = raw("POST", "/v1/shops", "Transfer-Encoding: chunked\r\n", BadHttpTest::sendNothing);

        assertThat(answer).startsWith("HTTP/1.1 400").contains("input_invalid");
    }

    @Test
    void brokenPercentEncodingIsRefused() throws IOException {
        assertThat(raw("GET", "/v1/shops/%zz", "", out -> {}))
                .startsWith("HTTP/1.1 400")
                .contains("problem+json");
        assertThat(raw("GET", "/v1/shops?after=%z", "", out -> {}))
                .startsWith("HTTP/1.1 400")
                .contains("problem+json");
    }

    /// What is so far from HTTP that no route sees it.
    static Stream<Arguments> malformed() {
        String begin = "POST /v1/shops HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + TestShop.PLATFORM_KEY + "\r\n";
        return Stream.of(
                Arguments.of("GET /v1/shops/" + "a".repeat(40_000) + " HTTP/1.1\r\n\r\n", 414),
                Arguments.of(begin + "X: " + "a".repeat(80_000) + "\r\n\r\n", 431),
                Arguments.of("NONSENSE\r\n\r\n", 400),
                Arguments.of("G\u0001T / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
                Arguments.of(begin + "X: a\u0001b\r\n\r\n", 400),
                Arguments.of(begin + "X: a\u0000b\r\n\r\n", 400),
                Arguments.of(begin + "Content-Length: abc\r\n\r\n", 400),
                Arguments.of(begin + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400),
                Arguments.of(begin + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", 400),
                Arguments.of(begin + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n-1\r\n", 400),
                Arguments.of(
                        begin.replace("Host: localhost", "Connection: close") + "Content-Length: 2\r\n\r\n{}", 400),
                Arguments.of("GET /v1/shops HTTP/1.1\r\nConnection: close\r\n\r\n", 400));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void malformedRequestIsAnsweredWithAProblemAndTheConnectionClosed(String request, int status) throws IOException {
        var answer = send(request, out -> {});

        assertThat(answer)
                .containsPattern("^HTTP/1.. " + status)
                .contains("application/problem+json", "\"status\":" + status, "\"traceId\"")
                .containsIgnoringCase("X-Request-Id")
                .doesNotContain("Exception", "io.netty");
    }

    /// A part of a form that is no file is held in memory.
    @Test
    void longFieldOfAFormIsRefused() throws IOException {
        var form =
                "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n" + "x".repeat(1 << 20) + "\r\n--b--\r\n";

        var answer = send(
                "POST /v1/imports HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                        + TestShop.create().secret()
                        + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: " + form.length()
                        + "\r\n\r\n",
                out -> write(out, form));

        assertThat(answer).startsWith("HTTP/1.1 400").contains("problem+json", "input_invalid");
    }

    private static void write(OutputStream out, String text) {
        try {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException refusedEarly) {
            // The server may answer and close before it has read everything.
        }
    }

    private static String raw(String method, String path, String headers, Consumer<OutputStream> body)
            throws IOException {
        return send(
                method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                        + TestShop.PLATFORM_KEY + "\r\nContent-Type: application/json\r\n" + headers + "\r\n",
                body);
    }

    /// All that is answered until the server closes the connection.
    private static String send(String head, Consumer<OutputStream> body) throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            var out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            body.accept(out);
            return new String(socket.getInputStream().readNBytes(4000), StandardCharsets.UTF_8);
        }
    }

    private static void sendNothing(OutputStream out) {
        try {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sendChunks(OutputStream out) {
        byte[] chunk = ("100000\r\n" + " ".repeat(0x100000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try {
            for (int i = 0; i < 12; i++) {
                out.write(chunk);
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException refusedEarly) {
            // The server may answer and close before it has read everything.
        }
    }
}
