/// Trusted documents: the GraphQL documents that a shop's own clients send, added when these are built, named by their
/// ids instead of sent, and where the shop wants it the only ones that are run.
@NullMarked
@CheckReturnValue
package io.kequn.document;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
