/// The only entries to the database: fact transactions, reads of a shop, and definition transactions.
@NullMarked
@CheckReturnValue
package io.kequn.platform.database;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
