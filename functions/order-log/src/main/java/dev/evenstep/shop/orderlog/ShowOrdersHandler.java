package dev.evenstep.shop.orderlog;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.evenstep.eventstore.dynamodb.DynamoDbViewStore;
import dev.evenstep.eventstore.lambda.QueryFunction;

/** Behind a function URL: {@code GET /order-status/order-7}, and a customer's by {@code GET /order-status?list=customer-7}. */
public final class ShowOrdersHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private final QueryFunction function =
            QueryFunction.of(DynamoDbViewStore.from(System.getenv()), OrderStatus.PROJECTION);

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent request, Context context) {
        return function.handle(request);
    }
}
