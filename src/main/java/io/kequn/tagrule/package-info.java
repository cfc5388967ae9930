/// Rules that give tags, and how people win over them.
@NullMarked
@CheckReturnValue
package io.kequn.tagrule;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
