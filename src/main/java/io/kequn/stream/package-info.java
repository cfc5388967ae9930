/// What happens to customers, as events that every transport sends alike: read page by page from the change log, by
/// what they are about.
@NullMarked
@CheckReturnValue
package io.kequn.stream;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
