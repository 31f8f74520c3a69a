/** The two forms in which Kinesis is spoken: JSON 1.1 and CBOR. Depends on the engines' base only. */
@NullMarked
package dev.evenstep.kinesis.wire;

import org.jspecify.annotations.NullMarked;
