package io.kequn.publication;

import io.kequn.platform.value.Fingerprint;
import io.kequn.platform.value.Versioned;
import org.eclipse.microprofile.graphql.Ignore;

/// A version of what is published. It stays as it is, but whether it is live changes, and so does all of a draft.
public interface PublishedVersion extends Versioned {
    /// Of everything that it says. The first letter keeps it apart from the tag of what it is a version of, which
    /// `If-Match` compares.
    @Override
    @Ignore
    default String etag() {
        return "v" + Fingerprint.of(toString());
    }
}
