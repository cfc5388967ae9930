package io.kequn.imports;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The form of an upload, for the contract only.
@Schema(description = "The import's spec, then its file.")
public record ImportUpload(
        ImportSpec spec,
        @Schema(type = SchemaType.STRING, format = "binary") String file) {}
