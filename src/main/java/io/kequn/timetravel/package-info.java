/// Time travel: who was in which segment and layer and had which tag at an instant, told by the change log.
@NullMarked
@CheckReturnValue
package io.kequn.timetravel;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
