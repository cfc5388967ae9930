/// Orders, their lines, payments, deliveries and refunds, and the totals that follow from them on the customer.
@NullMarked
@CheckReturnValue
package io.kequn.order;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
