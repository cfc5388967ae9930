/// Work in the background: jobs that a caller starts and watches, and recurring work of a shop that is due at an
/// instant. Both survive the death of a replica and are shared by all of them.
@NullMarked
@CheckReturnValue
package io.kequn.platform.job;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
