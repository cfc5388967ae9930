package io.kequn.platform.value;

/// A single resource that changes by versions. REST answers it with a strong `ETag` and heeds `If-None-Match`.
public interface Versioned {
    /// The entity tag without quotes: the version, where nothing else changes what is shown.
    String etag();
}
