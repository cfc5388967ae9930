/// What follows a change of the keys: rows that are sealed by older ones are sealed anew, shop by shop, as a job.
@NullMarked
@CheckReturnValue
package io.kequn.platform.keys;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
