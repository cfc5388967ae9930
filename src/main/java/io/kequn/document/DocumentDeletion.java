package io.kequn.document;

/// The document is not trusted any more; on all replicas within ten seconds.
public record DocumentDeletion(String deletedDocumentId) {}
