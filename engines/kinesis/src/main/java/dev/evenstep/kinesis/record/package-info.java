/** The operations on records. Depends on {@code stream}, {@code request} and the engines' base. */
@NullMarked
package dev.evenstep.kinesis.record;

import org.jspecify.annotations.NullMarked;
