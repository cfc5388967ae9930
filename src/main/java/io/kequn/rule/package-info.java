/// The rule language: text and JSON into one checked tree, and the tree into SQL. Pure data in, pure data out:
/// this package opens no connection, knows no feature, and learns from a `Vocabulary` what there is to ask about.
@CheckReturnValue
@NullMarked
package io.kequn.rule;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
