/// Why: each part of a rule beside what the customer has, and the nearest change that would turn the verdict. Of
/// segments and of tags, and what explanations of other subjects are made of.
@NullMarked
@CheckReturnValue
package io.kequn.explanation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
