package io.kequn.customer;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// The query parameters of the list of customers; used as a `@BeanParam`.
public class CustomerQuery {
    @QueryParam("filter")
    @Parameter(description = "A rule, such as `city = 'Oslo' AND number_of_orders >= 2`.")
    @Nullable
    String filter;

    @QueryParam("sort")
    @Parameter(
            description = "Up to three of `registered_at`, `last_seen_at`, `first_order_date`, `last_order_date`,"
                    + " `created_at`, `updated_at`, `number_of_orders`, `amount_spent`, `refunded_amount`,"
                    + " `average_order_value`, with `-` for descending. Missing values come last.")
    @Nullable
    String sort;

    @QueryParam("email")
    @Size(min = 1)
    @Parameter(description = "Exactly this e-mail address.")
    @Nullable
    String email;

    @QueryParam("phone")
    @Size(min = 1)
    @Parameter(description = "Exactly this phone number, international or national in the shop's country.")
    @Nullable
    String phone;

    CustomerListRequest request() {
        return new CustomerListRequest(filter, sort, email, phone);
    }
}
