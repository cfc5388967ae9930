/// Analytics: how the customers of a shop divide, by whatever rules can ask about them.
@NullMarked
@CheckReturnValue
package io.kequn.analytics;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
