/// Which rules are live and what they decide: of a few customers in every write, of all when a rule was published,
/// and of those whom time has moved.
@NullMarked
@CheckReturnValue
package io.kequn.evaluation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
