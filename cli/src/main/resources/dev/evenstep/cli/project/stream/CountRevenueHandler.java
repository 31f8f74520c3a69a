package @package@.revenue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.OutboxStreamFunction;

/** Behind the stream of OutboxTable. */
public final class CountRevenueHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private final OutboxStreamFunction function = Evenstep.from(System.getenv()).outboxStream(Revenue.CONSUMER);

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return function.handle(event, context);
    }
}
