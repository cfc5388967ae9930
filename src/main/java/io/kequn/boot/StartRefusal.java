package io.kequn.boot;

/// The service cannot start, and the message says why and what helps, in words for the person who started it.
/// Printed as it is, without a stack trace.
public class StartRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StartRefusal(String sentence) {
        super(sentence, null, false, false);
    }
}
