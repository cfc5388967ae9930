/// Starter packs: rules that the service brings with it, for shops to begin with.
@NullMarked
@CheckReturnValue
package io.kequn.pack;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
