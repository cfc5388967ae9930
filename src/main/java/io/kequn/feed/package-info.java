/// The log of everything that happens to customers, and the gapless numbers that readers of it see.
@NullMarked
@CheckReturnValue
package io.kequn.feed;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
