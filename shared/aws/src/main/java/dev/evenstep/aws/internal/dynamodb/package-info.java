/**
 * The store on DynamoDB. The entry points are {@link dev.evenstep.aws.internal.dynamodb.DynamoDbStore} and {@link
 * dev.evenstep.aws.internal.dynamodb.DynamoDbOutbox}. Depends on the core and the AWS SDK.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.aws.internal.dynamodb;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
