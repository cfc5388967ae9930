/// How the service refuses: one catalogue of codes, one exception, one document for REST and GraphQL.
@NullMarked
@CheckReturnValue
package io.kequn.platform.problem;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
