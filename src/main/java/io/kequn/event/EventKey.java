package io.kequn.event;

/// The name of an event in the system that it comes from, unique in the shop.
record EventKey(String source, String externalId) {
    @Override
    public String toString() {
        return source + ":" + externalId;
    }
}
