/// Delta sync: a client's copy of what customers have, first whole, then by what has changed.
@NullMarked
@CheckReturnValue
package io.kequn.sync;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
