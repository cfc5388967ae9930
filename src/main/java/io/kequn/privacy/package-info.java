/// The rights of persons: all that is known of one as one file, and erasing it, with a time in which that can be
/// cancelled, a receipt, and a list by which a restored backup is erased anew.
@NullMarked
@CheckReturnValue
package io.kequn.privacy;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
