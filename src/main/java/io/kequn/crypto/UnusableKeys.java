package io.kequn.crypto;

/// The service's keys cannot be used, and the message says why and what helps, in words for the person who started it.
public class UnusableKeys extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnusableKeys(String sentence) {
        super(sentence, null, false, false);
    }
}
