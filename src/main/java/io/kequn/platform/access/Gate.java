package io.kequn.platform.access;

import static io.kequn.platform.problem.ErrorCode.SCOPE_MISSING;

import io.kequn.platform.problem.Refusal;
import java.util.Set;

/// What a caller may reach at all, before any scope is asked for: nothing of a feature that its shop does not have, and
/// with a customer's token only what is of that customer.
public final class Gate {
    private static final String OWN = "/v1/me";
    private static final Set<String> PATHS_OF_CUSTOMERS = Set.of(OWN, "/v1/whoami", "/graphql");
    private static final Set<String> FIELDS_OF_CUSTOMERS = Set.of("me", "whoAmI");

    private Gate() {}

    /// Refuses with 403 what the caller may not reach by REST.
    public static void checkPath(Caller caller, String path) {
        if (isCustomer(caller) && !PATHS_OF_CUSTOMERS.contains(path) && !path.startsWith(OWN + "/")) {
            throw refusal();
        }
        Feature.ofPath(path).ifPresent(caller::requireFeature);
    }

    /// Refuses with 403 the field of a query, mutation or subscription that the caller may not ask for.
    public static void checkField(Caller caller, String field) {
        if (isCustomer(caller) && !FIELDS_OF_CUSTOMERS.contains(field) && !field.startsWith("__")) {
            throw refusal();
        }
        Feature.ofField(field).ifPresent(caller::requireFeature);
    }

    private static boolean isCustomer(Caller caller) {
        return caller.holder().kind() == Holder.Kind.CUSTOMER;
    }

    private static Refusal refusal() {
        return SCOPE_MISSING.because(
                "A customer token reads `/v1/me` and what is below it, and `me` in GraphQL, and nothing else.",
                "客户令牌只能读取 `/v1/me` 及其下级路径，以及 GraphQL 的 `me`。");
    }
}
