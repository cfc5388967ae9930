package io.kequn.shop;

import io.kequn.platform.access.Caller;
import io.smallrye.mutiny.Uni;

/// What works by a shop's calendar and currency. Whoever keeps rules implements it; called inside the transaction of
/// the change, which holds the shop's rules lock. The caller's shop is the shop as it will be.
public interface SettingsUse {
    /// The time zone or the first day of the week has changed, so that days are other instants: queues what has to be
    /// built anew.
    Uni<?> calendarChanged(Caller caller);

    /// The currency has changed: refuses if something cannot be read in it.
    Uni<?> currencyChanged(Caller caller);
}
