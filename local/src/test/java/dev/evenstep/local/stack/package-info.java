@NullMarked
package dev.evenstep.local.stack;

import org.jspecify.annotations.NullMarked;
