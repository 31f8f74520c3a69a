package dev.evenstep.aws.internal.source;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.evenstep.spi.Outcome;
import java.util.List;
import java.util.function.Function;

/**
 * What a stream of Kinesis or DynamoDB is answered: the first record that did not settle, from which on Lambda brings all again
 * ("Configuring partial batch response with Kinesis Data Streams and Lambda", and the page of the same name for DynamoDB, AWS Lambda
 * developer guide).
 */
public final class StreamAnswers {

    private StreamAnswers() {}

    public static StreamsEventResponse from(List<Outcome> outcomes, Function<Outcome, String> sequenceNumber) {
        return new StreamsEventResponse(outcomes.stream()
                .filter(outcome -> !outcome.decision().settled())
                .limit(1)
                .map(sequenceNumber)
                .map(BatchItemFailure::new)
                .toList());
    }
}
