/// The demo shop: the purchases of 23,570 real customers, the starter segments, and a key to look at them.
@NullMarked
@CheckReturnValue
package io.kequn.demo;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
