/**
 * The event store on DynamoDB: {@link dev.evenstep.eventstore.dynamodb.DynamoDbEventStore}. Depends on the event store, the
 * core and DynamoDB's client.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.eventstore.dynamodb;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
