/** The Kinesis streams of a template. Depends on {@code stack} and the Kinesis engine. */
@NullMarked
package dev.evenstep.local.kinesis;

import org.jspecify.annotations.NullMarked;
