package io.kequn.platform.value;

import static io.kequn.platform.problem.ErrorCode.CURRENCY_MISMATCH;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.kequn.platform.problem.Inputs;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Pattern;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/// An amount of money as callers see it: `{"amount": "199.90", "currency": "CNY"}`. The amount is a text, so
/// that no client reads it into a binary fraction; inside the service money is a count of minor units of the
/// shop's currency.
public record Money(
        @NonNull @JsonDeserialize(using = MoneyAmountReader.class)
        String amount,

        @NonNull String currency) {
    private static final int MOST_DIGITS = 12;
    private static final Pattern AMOUNT = Pattern.compile("-?(\\d+)(?:\\.(\\d+))?");

    public static Money of(long minorUnits, Currency currency) {
        int digits = digits(currency);
        return new Money(BigDecimal.valueOf(minorUnits, digits).toPlainString(), currency.getCurrencyCode());
    }

    public static @Nullable Money ofNullable(@Nullable Long minorUnits, Currency currency) {
        return minorUnits == null ? null : of(minorUnits, currency);
    }

    /// The minor units of a required amount that is not negative; 0 after noting what is wrong with it.
    public static long read(Inputs inputs, String pointer, @Nullable Money money, Currency currency) {
        if (money == null) {
            inputs.given(pointer, null);
            return 0;
        }
        return money.read(inputs, pointer, currency);
    }

    private long read(Inputs inputs, String pointer, Currency expected) {
        if (!currency.equals(expected.getCurrencyCode())) {
            inputs.refuse(
                    pointer + "/currency",
                    CURRENCY_MISMATCH,
                    "Must be `" + expected + "`, the currency of the shop.",
                    "须为店铺币种 `" + expected + "`。");
            return 0;
        }
        return readPlain(inputs, pointer + "/amount", amount, digits(expected));
    }

    /// The same of an amount that stands at the pointer without its currency, which has so many digits after the
    /// point.
    public static long readPlain(Inputs inputs, String pointer, String amount, int digits) {
        var matcher = AMOUNT.matcher(amount);
        if (!matcher.matches() || matcher.group(1).length() > MOST_DIGITS) {
            inputs.refuse(
                    pointer,
                    "Must be a plain decimal number such as `199.90`, with at most 12 digits before the point.",
                    "须为普通十进制数，例如 `199.90`，整数部分最多 12 位。");
            return 0;
        }
        return exact(inputs, pointer, new BigDecimal(amount), digits);
    }

    private static long exact(Inputs inputs, String pointer, BigDecimal value, int digits) {
        if (value.signum() < 0) {
            inputs.refuse(pointer, "Must not be negative.", "不能为负数。");
            return 0;
        }
        if (value.scale() > digits) {
            inputs.refuse(
                    pointer,
                    "Must have at most " + digits + " digits after the point in this currency.",
                    "该币种小数位最多 " + digits + " 位。");
            return 0;
        }
        return value.movePointRight(digits).longValueExact();
    }

    /// Digits after the point (ISO 4217); units without any, such as gold, count as whole.
    public static int digits(Currency currency) {
        return Math.max(currency.getDefaultFractionDigits(), 0);
    }
}
