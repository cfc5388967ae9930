package io.kequn.imports;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/// One thing that is wrong with one row. `column` is null where the whole row is to blame.
@Description("One thing that is wrong with one row of the file.")
public record ImportError(
        @Description("Where the row begins in the file, from 1.")
        long line,

        @NonNull String code,
        @Nullable String column,
        @NonNull String message,

        @NonNull @Description("The row as it stands in the file.")
        String content) {}
