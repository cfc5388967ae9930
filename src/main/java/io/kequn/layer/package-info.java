/// Layer sets: layers that divide all customers, each in exactly one, by the first rule that holds.
@NullMarked
@CheckReturnValue
package io.kequn.layer;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
