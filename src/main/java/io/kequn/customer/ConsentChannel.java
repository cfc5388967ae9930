package io.kequn.customer;

import java.util.Locale;

/// Over what a customer may be reached. `GENERAL` is a consent that is bound to no channel, such as to analytics; it
/// stands for none of the others.
public enum ConsentChannel {
    EMAIL,
    SMS,
    PUSH,
    PHONE,
    POST,
    WECHAT,
    GENERAL;

    /// As it is stored and as rules write it.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
