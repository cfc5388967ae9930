/// Until when a request has to be answered, and what becomes of its work when it is not. Work outside of requests has a
/// limit for each of its pieces instead.
@NullMarked
@CheckReturnValue
package io.kequn.platform.deadline;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
