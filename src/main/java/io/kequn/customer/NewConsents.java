package io.kequn.customer;

import java.util.List;

/// What a customer has said, at most 50 statements.
public record NewConsents(List<NewConsent> consents) {
    public NewConsents {
        consents = List.copyOf(consents);
    }
}
