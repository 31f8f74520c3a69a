/** The operations on streams and shards. Depends on {@code stream}, {@code request} and the engines' base. */
@NullMarked
package dev.evenstep.kinesis.control;

import org.jspecify.annotations.NullMarked;
