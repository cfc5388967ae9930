/// What all that rules decide about has in common: where it stands, its versions, what is checked before a rule
/// goes live, how it is built, and who reads it.
@NullMarked
@CheckReturnValue
package io.kequn.publication;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
