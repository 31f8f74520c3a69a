package dev.evenstep.demo.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.cli.aws.AwsClients;
import dev.evenstep.cli.run.FunctionOutput;
import dev.evenstep.cli.run.ProjectDirectory;
import dev.evenstep.demo.shop.DeployedShop;
import dev.evenstep.local.LocalAws;
import dev.evenstep.local.LocalFunctions;
import dev.evenstep.local.LocalOptions;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The shop whose functions are there and get nothing: nobody publishes but the command. */
class OutboxCommandTest {

    private static final FunctionOutput OUTPUT =
            new FunctionOutput(new PrintWriter(Writer.nullWriter()), FunctionOutput.Detail.TROUBLE);

    private final LocalAws aws = LocalAws.start(
            ShopStack.unfed(),
            LocalOptions.defaults().withPort(0),
            services -> LocalFunctions.of(ProjectDirectory.cache(), OUTPUT, OUTPUT, services));
    private final AwsClients clients = AwsClients.at(aws.endpoint());
    private final DeployedShop shop = new DeployedShop("shop", clients);

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    @Test
    void whatIsNotPublishedIsListedOldestFirstAndShownWithItsPayload() throws JsonProcessingException {
        assertThat(run("outbox", "list").out()).isEqualTo("Everything is published.\n");
        commit("order-2", 1, 1_000);
        commit("order-1", 1, 2_000);
        commit("order-1", 2, 3_000);

        assertThat(run("outbox", "list").out().lines())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("order-2/1  OrderPlaced  event-order-2-1  for ");
        JsonNode rows =
                new ObjectMapper().readTree(run("outbox", "list", "--json").out());
        assertThat(rows.findValuesAsText("row")).containsExactly("order-2/1", "order-1/1", "order-1/2");
        assertThat(rows.get(2).path("event").textValue()).isEqualTo("event-order-1-2");
        assertThat(rows.get(2).path("committed").textValue()).isEqualTo("1970-01-01T00:00:03Z");
        assertThat(rows.toString()).doesNotContain("secret");

        assertThat(run("outbox", "show", "order-1/2").out()).contains("event-order-1-2", "secret");
        assertThat(run("outbox", "show", "event-order-1-2", "--json").out())
                .contains("\"row\":\"order-1/2\"", "secret");
        Ran unknown = run("outbox", "show", "order-9/1");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("error: There is no row order-9/1 in the outbox");
    }

    @Test
    void oneEntityIsPublishedAndThenTheRestAndAPublishedRowAgainWhereItIsNamed() {
        commit("order-1", 1, 1_000);
        commit("order-1", 2, 2_000);
        commit("order-2", 1, 3_000);

        assertThat(run("outbox", "republish", "--entity", "order-1").out())
                .isEqualTo("order-1/1  published\norder-1/2  published\n");
        assertThat(run("outbox", "list").out().lines()).hasSize(1);
        assertThat(run("outbox", "republish", "--json").out())
                .contains("{\"row\":\"order-2/1\",\"what\":\"published\",\"why\":\"\"}");
        assertThat(run("outbox", "republish").out()).isEqualTo("Everything is published.\n");
        await().until(() -> delivered() == 3);

        assertThat(run("outbox", "show", "order-1/1").out())
                .contains("published")
                .doesNotContain("published no");
        assertThat(run("outbox", "republish", "order-1/1").out()).isEqualTo("order-1/1  published\n");
        await().until(() -> delivered() == 4);
    }

    @Test
    void whatComesBeforeANamedRowGoesOutToo() {
        commit("order-1", 1, 1_000);
        commit("order-1", 2, 2_000);

        assertThat(run("outbox", "republish", "event-order-1-2").code()).isZero();
        assertThat(run("outbox", "list").out()).isEqualTo("Everything is published.\n");
        await().until(() -> delivered() == 2);
    }

    private int delivered() {
        String url = shop.queueUrl("fulfil-order");
        return Integer.parseInt(clients.sqs()
                .getQueueAttributes(request ->
                        request.queueUrl(url).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes()
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    private void commit(String entity, int version, long millis) {
        new OutboxWriter(shop).commit(entity, version, millis);
    }

    private Ran run(String... arguments) {
        return Ran.of(Stream.concat(
                        Stream.of(arguments),
                        Stream.of("--endpoint", aws.endpoint().toString()))
                .toArray(String[]::new));
    }
}
