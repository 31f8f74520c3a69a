package dev.evenstep.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenstep.engine.time.ManualTime;
import dev.evenstep.local.Clients;
import dev.evenstep.local.LocalAws;
import dev.evenstep.local.LocalOptions;
import dev.evenstep.local.SharedAws;
import dev.evenstep.local.stack.MappingSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Streams whose shards are closed and followed by others, as DynamoDB does every few hours. */
class ShardRolloverTest {

    private final ManualTime time = new ManualTime(Instant.parse("2026-11-25T10:00:00Z"));
    private final LocalAws aws = LocalAws.start(
            SharedAws.stack(), LocalOptions.defaults().withPort(0).withTime(time));
    private final DynamoDbClient dynamo = Clients.client(DynamoDbClient.builder(), aws.endpoint());
    private final DynamoDbStreamsClient streams = Clients.client(DynamoDbStreamsClient.builder(), aws.endpoint());
    private final MappingFixture fixture = MappingFixture.ofStreams(aws);
    private final Table table = Table.create(dynamo, "orders");
    private final String arn = table.streamArn();

    @AfterEach
    void close() {
        fixture.close();
        streams.close();
        dynamo.close();
        aws.close();
    }

    private void put(int from, int to) {
        IntStream.range(from, to).forEach(i -> table.put("p", "%03d".formatted(i)));
    }

    private void rollOver() {
        time.advance(Duration.ofHours(4));
    }

    private int shards() {
        return streams.describeStream(request -> request.streamArn(arn))
                .streamDescription()
                .shards()
                .size();
    }

    private List<String> seen() {
        return fixture.function.sortKeys().stream().flatMap(List::stream).toList();
    }

    private static List<String> keys(int from, int to) {
        return IntStream.range(from, to).mapToObj("%03d"::formatted).toList();
    }

    @Test
    void childrenAreReadAfterTheirParentsInOrder() {
        put(0, 5);
        rollOver();
        put(5, 10);
        rollOver();
        put(10, 15);
        assertThat(shards()).isEqualTo(3);

        fixture.start(MappingFixture.withBatch(MappingFixture.stream(arn), 2, Duration.ZERO));

        await().until(() -> seen().size() == 15);
        assertThat(seen()).isEqualTo(keys(0, 15));
    }

    @Test
    void aShardThatIsClosedWhileItIsReadIsFollowedByItsChild() {
        MappingSpec spec = MappingFixture.stream(arn);
        fixture.start(spec);
        put(0, 3);
        await().until(() -> seen().size() == 3);

        rollOver();
        put(3, 6);

        await().until(() -> seen().size() == 6);
        assertThat(seen()).isEqualTo(keys(0, 6));
    }

    @Test
    void aFinishedShardIsNotReadAgainAfterARestart() {
        MappingSpec spec = MappingFixture.stream(arn);
        put(0, 3);
        rollOver();
        put(3, 6);
        Mappings first = fixture.start(spec);
        await().until(() -> seen().size() == 6);
        first.close();

        rollOver();
        put(6, 9);
        fixture.start(spec);

        await().until(() -> seen().contains("008"));
        assertThat(seen()).isEqualTo(keys(0, 9));
    }

    @Test
    void latestDoesNotReadShardsThatAreClosedAlready() {
        put(0, 3);
        rollOver();
        MappingSpec spec = MappingFixture.withStream(
                MappingFixture.stream(arn), new MappingSpec.Stream("LATEST", false, -1, null, 1, null));
        Mappings mappings = fixture.start(spec);
        await().until(() -> mappings.get(spec.id()).state().equals("Enabled"));
        put(3, 5);
        await().until(() -> seen().size() == 2);

        rollOver();
        put(5, 7);

        await().until(() -> seen().size() == 4);
        assertThat(seen()).isEqualTo(keys(3, 7));
    }
}
