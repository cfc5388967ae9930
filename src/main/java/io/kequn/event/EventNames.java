package io.kequn.event;

import io.kequn.customer.DefinedValues;
import jakarta.inject.Singleton;

/// The names of events that a shop has declared or received.
@Singleton
class EventNames implements DefinedValues {
    @Override
    public boolean isOf(String subject) {
        return subject.equals("event.name");
    }

    @Override
    public String select() {
        return "select name as value, null::text as name from (select name from event_definition"
                + " where shop_id = $1 and $2::text is not null union (" + EventVocabulary.NAMES + " limit 1000)) known"
                + " order by known.name limit 1000";
    }
}
