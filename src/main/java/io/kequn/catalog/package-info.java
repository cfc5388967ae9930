/// What rules can say, for those who write them: the catalogue of the language with names in English and
/// Chinese, and which values customers have.
@NullMarked
@CheckReturnValue
package io.kequn.catalog;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
