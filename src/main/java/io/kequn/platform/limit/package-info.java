/// How much a credential may ask for in a while: points that requests cost, kept in buckets that fill again.
@NullMarked
@CheckReturnValue
package io.kequn.platform.limit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
