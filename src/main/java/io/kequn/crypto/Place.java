package io.kequn.crypto;

import java.nio.charset.StandardCharsets;

/// Where a sealed value stands. It opens there and nowhere else: a value that is copied to another customer or shop is
/// unreadable.
///
/// @param field what it is, such as `customer.personal`; a name of ours, without `|`
/// @param shop 0 for what belongs to no shop
/// @param subject whose it is
public record Place(String field, int shop, String subject) {
    byte[] bytes() {
        return (field + "|" + shop + "|" + subject).getBytes(StandardCharsets.UTF_8);
    }
}
