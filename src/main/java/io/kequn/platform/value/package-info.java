/// Small values that every feature speaks: money, references to things by their external id.
@NullMarked
@CheckReturnValue
package io.kequn.platform.value;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
