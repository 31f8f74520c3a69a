/** SQS in this JVM. Depends on the engines' base only. */
@NullMarked
package dev.evenstep.sqs;

import org.jspecify.annotations.NullMarked;
