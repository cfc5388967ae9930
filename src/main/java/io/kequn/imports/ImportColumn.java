package io.kequn.imports;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/// Where one field comes from: a column of the file, by the name in its header, or the same constant for every
/// row. In NDJSON `column` names a field of the line's object. `separator` splits the value of a list, `,`
/// unless said.
@Description("Where one field comes from: a column, by the name in the header, or a constant for every row.")
public record ImportColumn(
        @NonNull
        @Description("`externalId`, `name`, `latitude`, `custom.<key>`, `consent.marketing.phone`, `tags`, `placedAt`,"
                + " `line.productId` …")
        String to,

        @Nullable String column,
        @Nullable String constant,

        @Nullable @Description("Between the values of a list; `,` unless said.")
        String separator) {}
