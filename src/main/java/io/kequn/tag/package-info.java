/// Tags and their groups, and which customers have them: by hand, in bulk, until an instant.
@NullMarked
@CheckReturnValue
package io.kequn.tag;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
