/**
 * DynamoDB and its streams on this machine: DynamoDB Local in this JVM. The entry point is
 * {@link dev.evenstep.local.dynamodb.EmbeddedDynamoDb}. Depends on {@code stack} and {@code protocol}.
 */
@NullMarked
package dev.evenstep.local.dynamodb;

import org.jspecify.annotations.NullMarked;
