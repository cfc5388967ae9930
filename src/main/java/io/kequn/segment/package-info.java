/// Segments: named rules and lists, their versions, who is a member, what people decide otherwise, and questions
/// about all that.
@NullMarked
@CheckReturnValue
package io.kequn.segment;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
