package dev.evenstep.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;

/**
 * Work on the stream of an outbox table: every inserted event. Needs {@code ReportBatchItemFailures} on the event source
 * mapping and a stream with new images. Made by {@link Evenstep#outboxStream} and {@link OutboxRelay#from}; safe for
 * concurrent use.
 *
 * <p>The records of an entity in one batch are worked on one after the other, as they came. That is not the order of its
 * versions: DynamoDB Streams keep the order of changes to one item (partition and sort key), and every event is an item
 * of its own. The relay takes the order from the table; any other work must look at the versions.
 */
public interface OutboxStreamFunction {

    /** The first record that did not settle; what settled behind it is remembered, and not run again when it comes again. */
    StreamsEventResponse handle(DynamodbEvent event, Context context);
}
