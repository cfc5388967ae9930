package io.kequn.audit;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the audit log is to tell of a command that is no row of a definition. Of persons only their ids.
public record AuditNote(
        AuditOperation operation, String resource, @Nullable String resourceId, List<UUID> customers, int count) {
    public AuditNote {
        customers = List.copyOf(customers);
    }

    /// One that is about a customer.
    public static AuditNote of(AuditOperation operation, String resource, UUID customer) {
        return new AuditNote(operation, resource, null, List.of(customer), 1);
    }

    public static AuditNote merged(UUID from, UUID into) {
        return new AuditNote(AuditOperation.MERGED, "customer", into.toString(), List.of(from, into), 2);
    }

    /// A merger was undone.
    public static AuditNote unmerged(UUID from, UUID into) {
        return new AuditNote(AuditOperation.UNMERGED, "customer", into.toString(), List.of(from, into), 2);
    }

    /// A person under all its ids.
    public static AuditNote deleted(UUID customer, List<UUID> person) {
        return new AuditNote(AuditOperation.DELETED, "customer", customer.toString(), person, person.size());
    }

    /// All that is known of a person was shown, under all its ids.
    public static AuditNote exported(List<UUID> person) {
        return new AuditNote(AuditOperation.READ, "personExport", null, person, person.size());
    }

    /// A file that shows so many customers, or a thing that shows none.
    public static AuditNote read(String resource, UUID id, int customers) {
        return new AuditNote(AuditOperation.READ, resource, id.toString(), List.of(), customers);
    }
}
