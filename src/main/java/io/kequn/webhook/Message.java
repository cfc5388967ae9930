package io.kequn.webhook;

import java.util.List;

/// What is sent: a CloudEvent as JSON, under the id that stays the same however often it is sent, signed with these
/// secrets.
record Message(String id, String body, List<String> secrets) {
    Message {
        secrets = List.copyOf(secrets);
    }

    // A secret must not reach a log by way of a record.
    @Override
    public String toString() {
        return "Message[" + id + "]";
    }
}
