/// Level programs: levels by rank with qualification and benefits, the periods that retain them, and where each
/// customer stands.
@NullMarked
package io.kequn.level;

import org.jspecify.annotations.NullMarked;
