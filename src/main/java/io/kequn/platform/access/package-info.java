/// Who is calling and what the caller may do. Services ask here; they know no HTTP.
@NullMarked
@CheckReturnValue
package io.kequn.platform.access;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
