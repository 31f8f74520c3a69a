package dev.evenstep.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

/**
 * A consumer behind an SQS queue, standard or FIFO. Needs {@code ReportBatchItemFailures} on the event source mapping. Of a
 * FIFO queue, a group is handled in order and only the rest of a failed group is returned. Records that do not say which
 * queue they are from are taken for a standard queue's. Made by {@link Evenstep#sqs}; safe for concurrent use.
 */
public interface SqsFunction {

    /** The messages to keep in the queue; every other one is done with. */
    SQSBatchResponse handle(SQSEvent event, Context context);
}
