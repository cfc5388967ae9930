package io.kequn.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/// Secrets of webhooks, and what is signed with them, after Standard Webhooks 1.0.
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private Secrets() {}

    static String random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }

    /// The `webhook-signature` of a message: one for each secret.
    static String signatures(List<String> secrets, String id, long seconds, String body) {
        return secrets.stream()
                .map(secret -> signature(secret, id, seconds, body))
                .collect(Collectors.joining(" "));
    }

    private static String signature(String secret, String id, long seconds, String body) {
        try {
            return new Webhook(secret).sign(id, seconds, body);
        } catch (WebhookSigningException e) {
            throw new IllegalStateException("a stored secret cannot sign", e);
        }
    }
}
