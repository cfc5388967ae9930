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
import org.junit.jupiter.api.Test;

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

    /// What is so far from HTTP that no handler sees it still gets no more than a status.
    @Test
    void brokenHttpGivesNothingAway() throws IOException {
        assertThat(raw("GET", "/v1/shops/" + "a".repeat(40_000), "", out -> {}))
                .containsPattern("^HTTP/1.. 414")
                .doesNotContain("Exception");
        assertThat(raw("GET", "/", "X: " + "a".repeat(80_000) + "\r\n", out -> {}))
                .containsPattern("^HTTP/1.. 431")
                .doesNotContain("Exception");
        assertThat(raw("G\u0001T", "/", "", out -> {})).doesNotContain("Exception", "200 OK");
    }

    private static String raw(String method, String path, String headers, Consumer<OutputStream> body)
            throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            var out = socket.getOutputStream();
            out.write((method + " " + path
                            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                            + TestShop.PLATFORM_KEY + "\r\nContent-Type: application/json\r\n" + headers + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
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
