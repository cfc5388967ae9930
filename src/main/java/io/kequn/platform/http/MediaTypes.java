package io.kequn.platform.http;

/// The media types of bodies that are not plain JSON.
public final class MediaTypes {
    public static final String MERGE_PATCH = "application/merge-patch+json";
    public static final String NDJSON = "application/x-ndjson";
    public static final String CSV = "text/csv";
    public static final String YAML = "application/yaml";

    private MediaTypes() {}
}
