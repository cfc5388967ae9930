/// What a customer sees of itself on its own device: the card without what people of the shop note and decide, its
/// orders and its points.
@NullMarked
@CheckReturnValue
package io.kequn.me;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
