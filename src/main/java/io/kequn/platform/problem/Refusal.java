package io.kequn.platform.problem;

import java.util.List;

/// The one exception with which services refuse a request. It is an answer, not a failure: it carries no stack
/// trace.
public final class Refusal extends RuntimeException {
    private static final String ADDRESS = "/v1/";

    private final ErrorCode code;
    private final Text detail;
    private final List<FieldError> errors;

    Refusal(ErrorCode code, Text detail, List<FieldError> errors) {
        super(code.code() + ": " + detail.english(), null, false, false);
        this.code = code;
        this.detail = detail;
        this.errors = List.copyOf(errors);
    }

    public ErrorCode code() {
        return code;
    }

    public Text detail() {
        return detail;
    }

    /// The same for a part of an input that stands at this pointer. The addresses of others who stand in the
    /// way stay.
    public Refusal below(String place) {
        return new Refusal(
                code,
                detail,
                errors.stream()
                        .map(error -> error.pointer().startsWith(ADDRESS) ? error : error.below(place))
                        .toList());
    }

    public List<FieldError> errors() {
        return errors;
    }
}
