/// Audiences: the members of a segment who have agreed to be reached for a purpose over a channel, as files for other
/// systems. Nobody else is ever in one.
@NullMarked
@CheckReturnValue
package io.kequn.audience;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
