/// The audit log: who has changed which definition and read what of persons, by which request. Definitions are noted by
/// triggers of their tables; what is no row, here.
@NullMarked
@CheckReturnValue
package io.kequn.audit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
