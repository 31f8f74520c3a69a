/**
 * Envelopes of what others send: plain JSON, rows' changes of Debezium, items' changes of DynamoDB. Start at {@link
 * dev.evenstep.mapping.JsonMapping}, {@link dev.evenstep.mapping.DebeziumChanges} and {@link
 * dev.evenstep.mapping.ItemChanges}, which go to {@code Evenstep.withMapping}.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.mapping;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
