/// Tenants: shops with their settings, and the API keys that open them. The tables are outside row-level security and
/// are read by key only.
@NullMarked
@CheckReturnValue
package io.kequn.shop;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
