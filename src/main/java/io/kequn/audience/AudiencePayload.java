package io.kequn.audience;

import io.kequn.platform.graphql.UserError;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/// The export that was made, or why not.
@Name("AudienceExportPayload")
public record AudiencePayload(@Nullable AudienceExport export, List<UserError> userErrors) {}
