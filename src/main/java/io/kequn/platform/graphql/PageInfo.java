package io.kequn.platform.graphql;

import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// Where a page of a connection lies. Lists are walked forward only, so `hasPreviousPage` is always false.
@Description("Where a page of a connection lies.")
public record PageInfo(
        boolean hasNextPage,
        boolean hasPreviousPage,

        @Nullable @Description("Cursor of the first item; null on an empty page.")
        String startCursor,

        @Nullable @Description("Send this as `after` for the next page; null on an empty page.")
        String endCursor) {}
