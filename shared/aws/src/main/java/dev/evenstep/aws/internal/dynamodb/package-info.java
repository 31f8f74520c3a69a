/**
 * The store on DynamoDB. The entry points are {@link dev.evenstep.aws.internal.dynamodb.DynamoDbStore}, {@link
 * dev.evenstep.aws.internal.dynamodb.DynamoDbOutbox} and, to look at what waits, {@link dev.evenstep.aws.internal.dynamodb.ParkedEvents}.
 * Depends on the core and the AWS SDK.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.aws.internal.dynamodb;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
