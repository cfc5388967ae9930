/// Brings customers and orders in from files: CSV as spreadsheets write it, and NDJSON. A file is kept until it has
/// been worked off by a job, step by step, each step in the transaction that also notes how far it came.
@NullMarked
@CheckReturnValue
package io.kequn.imports;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
