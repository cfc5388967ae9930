/// What customers do: events of any name with properties of any name, what a shop declares of them, and what
/// rules can ask about them.
@CheckReturnValue
@NullMarked
package io.kequn.event;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
