/// What a storefront wants to know of the customer before it, in one request.
@NullMarked
@CheckReturnValue
package io.kequn.card;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
