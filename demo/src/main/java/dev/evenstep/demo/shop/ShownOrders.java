package dev.evenstep.demo.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** What the function behind the shop's URL answers, asked as its URL asks it. */
public final class ShownOrders {

    private static final String PATH = "/order-status";
    private static final int PAGE = 3;

    /** How often a function that was killed meanwhile is asked again. */
    private static final int ATTEMPTS = 5;

    private final DeployedShop shop;
    private final ObjectMapper json = new ObjectMapper();

    public ShownOrders(DeployedShop shop) {
        this.shop = shop;
    }

    /**
     * An order's status; null: it is not known.
     *
     * @throws IllegalStateException where it is answered otherwise
     */
    public @Nullable OrderShown find(String orderId) {
        JsonNode answer = ask(PATH + "/" + orderId, Map.of());
        int status = answer.path("statusCode").asInt();
        if (status == 404) {
            return null;
        }
        if (status != 200) {
            throw new IllegalStateException("The status of %s is answered %s".formatted(orderId, answer));
        }
        return OrderShown.read(answer.path("body").asText());
    }

    /**
     * The orders of a customer, read by pages of a few.
     *
     * @throws IllegalStateException where that is answered otherwise
     */
    public List<String> ordersOf(String customerId) {
        List<String> orders = new ArrayList<>();
        Map<String, String> query = Map.of("list", customerId, "limit", Integer.toString(PAGE));
        while (true) {
            JsonNode answer = ask(PATH, query);
            if (answer.path("statusCode").asInt() != 200) {
                throw new IllegalStateException("The orders of %s are answered %s".formatted(customerId, answer));
            }
            JsonNode page = read(answer.path("body").asText());
            page.path("views").forEach(view -> orders.add(view.path("key").asText()));
            if (!page.has("next")) {
                return orders;
            }
            query = Map.of(
                    "list",
                    customerId,
                    "limit",
                    Integer.toString(PAGE),
                    "next",
                    page.path("next").asText());
        }
    }

    private JsonNode ask(String path, Map<String, String> query) {
        ObjectNode request = json.createObjectNode().put("version", "2.0").put("rawPath", path);
        request.putObject("headers");
        request.set("queryStringParameters", json.valueToTree(query));
        request.putObject("requestContext")
                .put("stage", "$default")
                .putObject("http")
                .put("method", "GET")
                .put("path", path);
        SdkBytes payload = SdkBytes.fromUtf8String(request.toString());
        for (int attempt = 1; ; attempt++) {
            InvokeResponse answer = shop.clients()
                    .lambda()
                    .invoke(invocation -> invocation
                            .functionName(shop.function("show-orders"))
                            .payload(payload));
            String text = answer.payload().asUtf8String();
            if (answer.functionError() == null) {
                return read(text);
            }
            if (!text.contains("Runtime.ExitError") || attempt == ATTEMPTS) {
                throw new IllegalStateException("%s is answered %s".formatted(path, text));
            }
        }
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("An answer of show-orders is no JSON", broken);
        }
    }
}
