package io.kequn.platform.access;

/// Which GraphQL documents a shop has run: `mode` for API keys and people, `customerMode` for customers' own tokens.
public record DocumentPolicy(DocumentMode mode, DocumentMode customerMode) {
    /// What a shop has that has said nothing.
    public static final DocumentPolicy DEFAULT = new DocumentPolicy(DocumentMode.PREFER, DocumentMode.PREFER);
}
