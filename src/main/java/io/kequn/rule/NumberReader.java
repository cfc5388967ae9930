package io.kequn.rule;

import java.math.BigDecimal;
import java.util.Optional;

/// Reads numbers, whole numbers and amounts, and refuses what the database could not hold exactly.
record NumberReader(int currencyDigits) {
    /// What PostgreSQL computes with exactly and people still read.
    private static final int NUMBER_DIGITS = 38;

    private static final int NUMBER_SCALE = 18;
    private static final BigDecimal LONG_MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal LONG_LEAST = BigDecimal.valueOf(Long.MIN_VALUE);

    /// No rule asks for an age beyond this, and the calendar stays within its range.
    private static final BigDecimal OLDEST = BigDecimal.valueOf(1_000);

    private static BigDecimal decimal(Draft.Literal literal, ValueReader.Target target) throws ValueReader.Refused {
        boolean numeric = literal.isWord() || literal.form() == Draft.Form.NUMBER;
        try {
            Optional<BigDecimal> number = numeric ? Literals.number(literal.text()) : Optional.empty();
            return number.orElseThrow(() -> new ValueReader.Refused(ValueReader.mismatch(literal, target, "a number")));
        } catch (Literals.Refused refused) {
            throw ValueReader.refused(refused.code(), literal, target, null);
        }
    }

    Value number(Draft.Literal literal, ValueReader.Target target) throws ValueReader.Refused {
        Value.Decimal value = new Value.Decimal(decimal(literal, target));
        int whole = value.number().precision() - value.number().scale();
        if (value.number().scale() > NUMBER_SCALE || whole > NUMBER_DIGITS - NUMBER_SCALE) {
            throw ValueReader.refused(
                    ProblemCode.VALUE_OUT_OF_RANGE,
                    literal,
                    target,
                    "at most " + (NUMBER_DIGITS - NUMBER_SCALE) + " digits before the point and " + NUMBER_SCALE
                            + " after");
        }
        return value;
    }

    Value whole(Draft.Literal literal, ValueReader.Target target) throws ValueReader.Refused {
        Value.Decimal value = new Value.Decimal(decimal(literal, target));
        if (value.number().scale() > 0) {
            throw new ValueReader.Refused(ValueReader.mismatch(literal, target, "a whole number"));
        }
        boolean tooOld = target.age() && value.number().abs().compareTo(OLDEST) > 0;
        if (!isLong(value.number()) || tooOld) {
            throw ValueReader.refused(ProblemCode.VALUE_OUT_OF_RANGE, literal, target, null);
        }
        return value;
    }

    Value money(Draft.Literal literal, ValueReader.Target target) throws ValueReader.Refused {
        BigDecimal amount = new Value.Decimal(decimal(literal, target)).number();
        if (amount.scale() > currencyDigits) {
            throw ValueReader.refused(
                    ProblemCode.TOO_MANY_DIGITS, literal, target, "at most " + currencyDigits + " fraction digits");
        }
        Value.Money money = new Value.Money(amount.setScale(currencyDigits));
        if (!isLong(new BigDecimal(money.amount().unscaledValue()))) {
            throw ValueReader.refused(ProblemCode.VALUE_OUT_OF_RANGE, literal, target, null);
        }
        return money;
    }

    private static boolean isLong(BigDecimal number) {
        return number.compareTo(LONG_LEAST) >= 0 && number.compareTo(LONG_MOST) <= 0;
    }
}
