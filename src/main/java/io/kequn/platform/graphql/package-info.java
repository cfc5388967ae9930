/// GraphQL over HTTP: the route, its limits and errors, and the shapes that features share: connections, payloads of
/// mutations, and nodes. SmallRye builds the schema from the features' classes; what runs a query is here.
@NullMarked
@CheckReturnValue
package io.kequn.platform.graphql;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
