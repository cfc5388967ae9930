@NullMarked
package io.kequn;

import org.jspecify.annotations.NullMarked;
