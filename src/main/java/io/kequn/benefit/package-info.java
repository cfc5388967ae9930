/// What levels and segments give to their customers: kinds of benefits, and what they must look like.
@NullMarked
@CheckReturnValue
package io.kequn.benefit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
