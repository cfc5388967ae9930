/// Starts the service: brings its own PostgreSQL when none is configured, refuses to start with one clear sentence, and
/// opens the pool as the application's role. Depends on no other package but that of the keys, so that everything else
/// may be tested without it.
@NullMarked
@CheckReturnValue
package io.kequn.boot;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
