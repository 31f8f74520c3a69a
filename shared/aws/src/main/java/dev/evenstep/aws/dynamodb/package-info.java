/**
 * The store on DynamoDB. The entry point is {@link dev.evenstep.aws.dynamodb.DynamoDbStore}. Depends on the core and the
 * AWS SDK.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.aws.dynamodb;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
