package dev.evenstep.eventstore.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.projection.Projection;
import dev.evenstep.eventstore.projection.Projection.Listing;
import dev.evenstep.eventstore.projection.Projector;
import dev.evenstep.eventstore.projection.ViewStore;
import dev.evenstep.schema.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryFunctionTest {

    record Booked(String account, String branch, int cents) {}

    record AccountView(String branch, int cents, @Nullable String note) {}

    private static final EventType<Booked> BOOKED = EventType.of("bank", "Booked", Booked.class);

    private static final Projection<AccountView> ACCOUNTS = Projection.named("accounts", AccountView.class)
            .on(
                    BOOKED,
                    event -> event.data().account(),
                    (view, event) -> new AccountView(
                            event.data().branch(),
                            (view == null ? 0 : view.cents()) + event.data().cents(),
                            null))
            .listedBy(view -> new Listing(view.branch(), "%09d".formatted(view.cents())));

    private final EventStore events = EventStore.inMemory(EventStoreOptions.defaults());
    private final ViewStore views = ViewStore.inMemory();
    private final QueryFunction function = QueryFunction.of(views, ACCOUNTS);

    @BeforeEach
    void someAccounts() {
        booked("a/1", "north", 50);
        booked("b 2", "south", 10);
        booked("c%3", "north", 20);
    }

    private void booked(String account, String branch, int cents) {
        var unused = events.append(
                account,
                ExpectedVersion.any(),
                Append.of(account + cents, NewEvent.of(BOOKED, new Booked(account, branch, cents))));
        events.sequencer().sequence(List.of(account));
        assertThat(Projector.of(ACCOUNTS, events, views).run(Duration.ofMinutes(1)))
                .isTrue();
    }

    private APIGatewayV2HTTPResponse get(String path, Map<String, String> parameters, Map<String, String> headers) {
        return function.handle(APIGatewayV2HTTPEvent.builder()
                .withRequestContext(RequestContext.builder()
                        .withHttp(Http.builder().withMethod("GET").build())
                        .withStage("test")
                        .build())
                .withRawPath(path)
                .withQueryStringParameters(parameters)
                .withHeaders(headers)
                .build());
    }

    private APIGatewayV2HTTPResponse get(String path) {
        return get(path, Map.of(), Map.of());
    }

    private List<String> keys(Map<String, String> parameters) throws Exception {
        APIGatewayV2HTTPResponse answer = get("/accounts", parameters, Map.of());
        assertThat(answer.getStatusCode()).isEqualTo(200);
        JsonNode body = new ObjectMapper().readTree(answer.getBody());
        List<String> keys = new ArrayList<>();
        body.path("views").forEach(view -> keys.add(view.path("key").asText()));
        if (body.has("next")) {
            Map<String, String> more = new java.util.HashMap<>(parameters);
            more.put("next", body.path("next").asText());
            keys.addAll(keys(more));
        }
        return keys;
    }

    @Test
    void aViewIsReadByItsKey() {
        for (String path : List.of("/accounts/a/1", "/accounts/a%2F1", "/test/accounts/a/1")) {
            APIGatewayV2HTTPResponse answer = get(path);
            assertThat(answer.getStatusCode()).as(path).isEqualTo(200);
            assertThat(answer.getBody()).isEqualTo("{\"branch\":\"north\",\"cents\":50,\"note\":null}");
            assertThat(answer.getHeaders()).containsEntry("Content-Type", "application/json");
        }
        assertThat(get("/accounts/b%202").getStatusCode()).isEqualTo(200);
        assertThat(get("/accounts/c%253").getStatusCode()).isEqualTo(200);
    }

    @Test
    void whatTheCallerHasIsNotSentAgain() {
        String tag = get("/accounts/a/1").getHeaders().get("ETag");
        for (String known : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
            APIGatewayV2HTTPResponse answer = get("/accounts/a/1", Map.of(), Map.of("if-none-match", known));
            assertThat(answer.getStatusCode()).as(known).isEqualTo(304);
            assertThat(answer.getBody()).isEmpty();
        }
        booked("a/1", "north", 1);
        assertThat(get("/accounts/a/1", Map.of(), Map.of("if-none-match", tag)).getStatusCode())
                .isEqualTo(200);
    }

    @Test
    void viewsAreListedInPagesByFilterAndInOrder() throws Exception {
        assertThat(keys(Map.of("limit", "2"))).containsExactlyInAnyOrder("a/1", "b 2", "c%3");
        assertThat(keys(Map.of("limit", "1", "branch", "north"))).containsExactlyInAnyOrder("a/1", "c%3");
        assertThat(keys(Map.of("cents", "10", "branch", "south"))).containsExactly("b 2");
        assertThat(keys(Map.of("note", ""))).isEmpty();
        assertThat(keys(Map.of("nothing", "x"))).isEmpty();
        assertThat(keys(Map.of("list", "north", "limit", "1"))).containsExactly("c%3", "a/1");
        assertThat(keys(Map.of("list", "north", "order", "desc"))).containsExactly("a/1", "c%3");
        assertThat(get("/accounts/", Map.of("cents", "10"), Map.of()).getBody())
                .isEqualTo("{\"views\":[{\"key\":\"b 2\",\"revision\":1,"
                        + "\"view\":{\"branch\":\"south\",\"cents\":10,\"note\":null}}]}");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String path : List.of("/", "/others", "/projections/accounts", "/accounts/d")) {
            assertThat(get(path).getStatusCode()).as(path).isEqualTo(404);
        }
        assertThat(get("/accounts/d").getBody())
                .isEqualTo("{\"code\":\"no-view\",\"detail\":\"There is no such view\"}");
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        for (Map<String, String> parameters : List.of(
                Map.of("limit", "0"),
                Map.of("limit", "101"),
                Map.of("limit", "many"),
                Map.of("next", "?"),
                Map.of("order", "desc"),
                Map.of("list", "north", "order", "up"))) {
            APIGatewayV2HTTPResponse answer = get("/accounts", parameters, Map.of());
            assertThat(answer.getStatusCode()).as(parameters.toString()).isEqualTo(400);
            assertThat(answer.getBody()).startsWith("{\"code\":\"bad-request\",\"detail\":");
        }
        assertThat(get("/accounts/%zz").getStatusCode()).isEqualTo(400);
        assertThat(get("/accounts/" + "x".repeat(300)).getStatusCode()).isEqualTo(400);
        assertThat(function.handle(new APIGatewayV2HTTPEvent()).getStatusCode()).isEqualTo(405);
    }
}
