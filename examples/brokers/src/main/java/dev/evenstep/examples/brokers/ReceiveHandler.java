package dev.evenstep.examples.brokers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.EventSources;
import dev.evenstep.aws.SourceFunction;
import dev.evenstep.consume.Consumer;
import dev.evenstep.effect.Effect;

/** Behind a function URL: passes orders on to Kafka. */
public final class ReceiveHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private final SourceFunction<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function = Evenstep.from(
                    System.getenv())
            .source(
                    EventSources.http(),
                    Consumer.leased("receive")
                            .on(
                                    OrderPlaced.TYPE,
                                    KafkaTopic.at(System.getenv("KAFKA_BOOTSTRAP_SERVERS"), "orders"),
                                    event -> Effect.none()));

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return function.handle(event, context);
    }
}
