/// What those who run the service see of it: whether it lives and is ready, and figures of all shops together.
@NullMarked
@CheckReturnValue
package io.kequn.operations;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
