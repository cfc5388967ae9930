/// Webhooks: changes sent to the addresses that a shop has named, signed, in order per customer and at least once, with
/// a log of what came of it.
@NullMarked
@CheckReturnValue
package io.kequn.webhook;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
