/// Customer tokens: what a server gives to a customer's own device, so that it can read what is that customer's and
/// nothing else. Signed by keys that change by themselves and are published.
@NullMarked
@CheckReturnValue
package io.kequn.token;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
