package dev.evenstep.demo.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenstep.cli.aws.AwsClients;
import dev.evenstep.cli.run.FunctionOutput;
import dev.evenstep.cli.run.ProjectDirectory;
import dev.evenstep.demo.shop.DeployedShop;
import dev.evenstep.engine.time.ManualTime;
import dev.evenstep.local.LocalAws;
import dev.evenstep.local.LocalFunctions;
import dev.evenstep.local.LocalOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sweeper as it is deployed, in a JVM of its own, driven by its schedule; the relay gets nothing from the stream. */
class ScheduledSweepTest {

    private final ManualTime time = new ManualTime(Instant.now());
    private final FunctionOutput output =
            new FunctionOutput(new PrintWriter(new StringWriter()), FunctionOutput.Detail.TROUBLE);
    private final LocalAws aws = LocalAws.start(
            ShopStack.withoutMappings(),
            LocalOptions.defaults().withPort(0).withTime(time),
            services -> LocalFunctions.of(ProjectDirectory.cache(), output, output, services));
    private final AwsClients clients = AwsClients.at(aws.endpoint());
    private final OutboxWriter outbox = new OutboxWriter(new DeployedShop("shop", clients));

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    @Test
    void whatTheStreamLostIsPublishedWithinTheMinute() {
        outbox.commit("order-1", 1, 1_000);
        outbox.commit("order-1", 2, 2_000);
        assertThat(list()).isNotEqualTo("Everything is published.\n");

        time.advance(Duration.ofMinutes(1));

        await().atMost(Duration.ofSeconds(30)).until(() -> list().equals("Everything is published.\n"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> log().contains("\"OldestUnpublishedSeconds\":0,\"UnpublishedRows\":0"));
    }

    private String list() {
        return Ran.of("outbox", "list", "--endpoint", aws.endpoint().toString()).out();
    }

    private String log() {
        StringBuilder text = new StringBuilder();
        clients.logs()
                .filterLogEvents(request -> request.logGroupName("/aws/lambda/shop-sweep-outbox"))
                .events()
                .forEach(line -> text.append(line.message()).append('\n'));
        return text.toString();
    }
}
