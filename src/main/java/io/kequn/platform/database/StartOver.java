package io.kequn.platform.database;

/// What the transaction had resolved before it got its locks has moved meanwhile; the whole transaction begins again.
public final class StartOver extends RuntimeException {
    public StartOver(String what) {
        super(what, null, false, false);
    }
}
