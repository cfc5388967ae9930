/// Seals what is personal before it reaches the database, and makes the keyed digests by which it is found again. Knows
/// no table but its own; uses no other package, so that the start can use it.
@NullMarked
@CheckReturnValue
package io.kequn.crypto;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
