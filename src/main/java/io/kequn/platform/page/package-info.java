/// Keyset pages: cursors that carry no authority, and the lists that they walk.
@NullMarked
@CheckReturnValue
package io.kequn.platform.page;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
