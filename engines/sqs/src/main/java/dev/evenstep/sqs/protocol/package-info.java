/** SQS over HTTP: the JSON protocol and the Query protocol. Enter at {@link dev.evenstep.sqs.protocol.SqsService}. Depends on the engine's protocol only. */
@NullMarked
package dev.evenstep.sqs.protocol;

import org.jspecify.annotations.NullMarked;
