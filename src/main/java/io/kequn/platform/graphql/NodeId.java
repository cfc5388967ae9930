package io.kequn.platform.graphql;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// A global id: type and key, as one opaque word (`Customer:0198…` in base64url).
public record NodeId(String type, String key) {
    static String of(String type, String key) {
        byte[] text = (type + ":" + key).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /// Empty when `id` was never given out by this service.
    static Optional<NodeId> parse(String id) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon > 0
                    ? Optional.of(new NodeId(text.substring(0, colon), text.substring(colon + 1)))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /// The key in a global id of this type; any other text is returned as it is, so that arguments of type `ID` take
    /// global ids, uuids, keys and `{source}:{externalId}` alike.
    public static String keyOf(String type, String id) {
        return parse(id).filter(node -> node.type.equals(type)).map(NodeId::key).orElse(id);
    }
}
