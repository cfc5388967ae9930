package io.kequn.order;

import io.kequn.platform.value.Money;
import java.math.BigDecimal;

/// What a refund gives back of one line of its order.
public record RefundLine(Integer lineNumber, BigDecimal quantity, Money amount) {}
