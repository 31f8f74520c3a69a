package dev.evenstep.eventstore.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.CommandHandler;
import dev.evenstep.eventstore.EventReader;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.eventstore.lambda.Till.Balance;
import dev.evenstep.eventstore.lambda.Till.Booking;
import dev.evenstep.eventstore.lambda.Till.Deposited;
import dev.evenstep.eventstore.lambda.Till.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommandFunctionTest {

    private final EventStore store = EventStore.inMemory(EventStoreOptions.defaults());
    private final CommandFunction<Request> function = function(new Till());

    private CommandFunction<Request> function(Till till) {
        CommandHandler<Request, Booking, Balance> handler = CommandHandler.of(store, till, EventReader.of(Till.TYPES));
        return CommandFunction.of(
                handler,
                command -> String.valueOf(command.subject()),
                EventReader.of(List.of(Till.DEPOSIT, Till.WITHDRAW)),
                Request.class);
    }

    private static String command(String id, String type, int cents) {
        return """
                {"specversion":"1.0","id":"%s","source":"cashier","type":"%s","schemaversion":1,"subject":"till-1",
                 "time":"2026-11-21T08:00:00Z","actor":"somebody","data":{"cents":%d}}""".formatted(id, type, cents);
    }

    private static APIGatewayV2HTTPEvent request(String method, @Nullable String body) {
        return APIGatewayV2HTTPEvent.builder()
                .withRequestContext(RequestContext.builder()
                        .withHttp(Http.builder().withMethod(method).build())
                        .build())
                .withBody(body)
                .build();
    }

    private APIGatewayV2HTTPResponse post(String body) {
        return function.handle(request("POST", body));
    }

    private List<Envelope> events() {
        return store.read("till-1", ReadOptions.forward()).events();
    }

    private static void assertAnswer(APIGatewayV2HTTPResponse answer, int status, String body) {
        assertThat(answer.getStatusCode()).isEqualTo(status);
        assertThat(answer.getBody()).isEqualTo(body);
        assertThat(answer.getHeaders()).containsEntry("Content-Type", "application/json");
    }

    @Test
    void aCommandIsHandledOnceAndAnsweredEachTime() {
        for (int time = 1; time <= 2; time++) {
            assertAnswer(post(command("c-1", "Deposit", 500)), 200, "{\"first\":1,\"events\":1}");
        }
        assertThat(events()).hasSize(1);
    }

    @Test
    void aRefusalSaysWhy() {
        assertAnswer(
                post(command("c-1", "Withdraw", 1)), 409, "{\"code\":\"overdrawn\",\"detail\":\"It has 0 cents\"}");
        assertThat(events()).isEmpty();
    }

    @Test
    void whatCanNeverBeHandledIsTheSendersFault() {
        assertThat(post("{").getBody()).contains("\"malformed\"");
        assertThat(post("{").getStatusCode()).isEqualTo(400);
        assertThat(function.handle(request("POST", null)).getStatusCode()).isEqualTo(400);
        assertThat(post(command("c-1", "Steal", 1)).getBody()).contains("\"unknown-type\"");
        assertThat(post(command("c-1", "Deposit", 1).replace("{\"cents\":1}", "{}"))
                        .getBody())
                .contains("\"unreadable-data\"");
        assertThat(post(command("c-1", "Deposit", 1)
                                .replace("{\"cents\"", "{\"x\":\"" + "y".repeat(140_000) + "\",\"cents\""))
                        .getStatusCode())
                .isEqualTo(413);
        assertThat(post("[".repeat(100_000)).getStatusCode()).isEqualTo(400);
        assertThat(events()).isEmpty();
    }

    @Test
    void aBodyMayBeBase64() {
        APIGatewayV2HTTPEvent request = request(
                "POST",
                Base64.getEncoder().encodeToString(command("c-1", "Deposit", 5).getBytes(StandardCharsets.UTF_8)));
        request.setIsBase64Encoded(true);
        assertThat(function.handle(request).getStatusCode()).isEqualTo(200);
        request.setBody("%%%");
        assertThat(function.handle(request).getStatusCode()).isEqualTo(400);
    }

    @Test
    void onlyPostsAreCommands() {
        APIGatewayV2HTTPResponse answer = function.handle(request("GET", command("c-1", "Deposit", 5)));
        assertThat(answer.getStatusCode()).isEqualTo(405);
        assertThat(answer.getHeaders()).containsEntry("Allow", "POST");
        assertThat(function.handle(new APIGatewayV2HTTPEvent()).getStatusCode()).isEqualTo(405);
        assertThat(events()).isEmpty();
    }

    @Test
    void whoActsIsWhatTheAuthorizerSays() {
        assertThat(post(command("c-1", "Deposit", 5)).getStatusCode()).isEqualTo(200);
        CommandFunction<Request> authorized = function.withActor(request -> "clerk-3");
        assertThat(authorized
                        .handle(request("POST", command("c-2", "Deposit", 5)))
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(events()).extracting(event -> event.extension("actor")).containsExactly(null, "clerk-3");
    }

    @Test
    void whoMeetsOthersAgainAndAgainIsToldWhenToComeBack() {
        CommandFunction<Request> contended = function(new Till() {
            private int others;

            @Override
            public Decided<Booking> decide(Request request, Balance balance) {
                var unused = store.append(
                        "till-1",
                        ExpectedVersion.any(),
                        Append.of("other-" + others++, NewEvent.of(Till.DEPOSITED, new Deposited(1))));
                return super.decide(request, balance);
            }
        });
        APIGatewayV2HTTPResponse answer = contended.handle(request("POST", command("c-1", "Deposit", 5)));
        assertThat(answer.getStatusCode()).isEqualTo(503);
        assertThat(answer.getHeaders()).containsEntry("Retry-After", "1");
    }

    @Test
    void whatElseFailsIsThrown() {
        CommandFunction<Request> broken = function(new Till() {
            @Override
            public Decided<Booking> decide(Request request, Balance balance) {
                throw new IllegalStateException("broken");
            }
        });
        assertThatThrownBy(() -> broken.handle(request("POST", command("c-1", "Deposit", 5))))
                .hasMessage("broken");
    }
}
