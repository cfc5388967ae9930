package io.kequn.order;

import io.kequn.platform.value.Money;
import java.math.BigDecimal;

/// What a refund gives back of one line: how much of it was returned (0 for a mere reduction) and the money.
public record NewRefundLine(Integer lineNumber, BigDecimal quantity, Money amount) {}
