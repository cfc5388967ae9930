/// People: the tokens that they get from the merchant's own OpenID Connect provider, checked by its published keys. A
/// library checks them; here is what it checks them against. Nothing of it works until a provider is configured.
@NullMarked
@CheckReturnValue
package io.kequn.platform.oidc;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
