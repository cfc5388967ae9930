/// Who the customers are: profiles, the identities that other systems know them by, and the shop's own attributes.
@NullMarked
@CheckReturnValue
package io.kequn.customer;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
