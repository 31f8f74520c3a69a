/**
 * The store on DynamoDB. The entry points are {@link dev.evenstep.aws.dynamodb.DynamoDbStore}, {@link
 * dev.evenstep.aws.dynamodb.DynamoDbOutbox} and, to look at what waits, {@link dev.evenstep.aws.dynamodb.ParkedEvents}.
 * Depends on the core and the AWS SDK.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.aws.dynamodb;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
