package io.kequn.platform.access;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whose e-mail address, phone number or personal attributes the running request has opened in the name of somebody
/// else; for the audit log. It travels in the request's own Vert.x context, as the caller does.
public final class PersonalReads {
    /// How many are named.
    public static final int NAMED = 20;

    private static final Object KEY = PersonalReads.class;

    /// Beyond, one who is opened twice counts twice.
    private static final int TOLD_APART = 1_000;

    private final List<UUID> first = new ArrayList<>();
    private final Set<UUID> known = new HashSet<>();
    private int count;
    private boolean ignored;

    private PersonalReads() {}

    /// Notes that the customer's data was opened to be shown. What a customer reads of itself, and what background work
    /// does, is nobody's reading.
    public static void note(UUID customer) {
        ofReader().ifPresent(reads -> reads.add(customer));
    }

    /// Notes a row that may tell of somebody who is no customer yet.
    public static void noteRow() {
        ofReader().ifPresent(PersonalReads::addRow);
    }

    private static Optional<PersonalReads> ofReader() {
        @Nullable Context context = Vertx.currentContext();
        return context != null
                        && Caller.of(context)
                                .filter(PersonalReads::isSomebodyElse)
                                .isPresent()
                ? Optional.of(of(context))
                : Optional.empty();
    }

    /// The running request shows nothing of what it opens, or has told the audit log itself.
    public static void ignore() {
        var context = Vertx.currentContext();
        if (context != null) {
            of(context).ignored = true;
        }
    }

    /// What was opened in this context since it was last taken; empty where nothing was.
    public static Optional<PersonalReads> take(Context context) {
        @Nullable PersonalReads reads = context.getLocal(KEY);
        if (reads == null || reads.ignored || reads.count == 0) {
            return Optional.empty();
        }
        context.removeLocal(KEY);
        return Optional.of(reads);
    }

    private static boolean isSomebodyElse(Caller caller) {
        return switch (caller.holder().kind()) {
            case API_KEY, PERSON -> true;
            case PLATFORM, CUSTOMER, SYSTEM -> false;
        };
    }

    private static PersonalReads of(Context context) {
        @Nullable PersonalReads reads = context.getLocal(KEY);
        if (reads == null) {
            reads = new PersonalReads();
            context.putLocal(KEY, reads);
        }
        return reads;
    }

    private synchronized void add(UUID customer) {
        if (known.size() < TOLD_APART && !known.add(customer)) {
            return;
        }
        count++;
        if (first.size() < NAMED) {
            first.add(customer);
        }
    }

    private synchronized void addRow() {
        count++;
    }

    /// The first of them.
    public synchronized List<UUID> first() {
        return List.copyOf(first);
    }

    public synchronized int count() {
        return count;
    }
}
