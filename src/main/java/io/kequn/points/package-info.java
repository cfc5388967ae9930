/// Points: what customers earn and redeem, as a ledger of lots. Definitions say what earns how many; every
/// change of a balance is an entry that is traced to its lots, written under the customer's lock.
@NullMarked
@CheckReturnValue
package io.kequn.points;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
