/// Rules as code: a shop's rules as one document, and a shop made to be as such a document says.
@NullMarked
@CheckReturnValue
package io.kequn.rulebook;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
