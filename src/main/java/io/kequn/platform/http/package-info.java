/// The HTTP edge: who calls, what is refused before a feature is asked, and how every refusal looks. Features use
/// nothing of it but what their REST adapters need.
@NullMarked
@CheckReturnValue
package io.kequn.platform.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
