/**
 * SQS as a source and as the place for dead letters. The entry point is {@link dev.evenstep.aws.internal.sqs.SqsProcessor}. Depends
 * on the core, dead letters, Lambda's event types and the AWS SDK.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.aws.internal.sqs;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
