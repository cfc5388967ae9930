/// Segments: named rules, their versions, who is a member, and the evaluation that keeps membership right in every
/// write.
@NullMarked
@CheckReturnValue
package io.kequn.segment;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
