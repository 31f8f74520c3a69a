package dev.evenstep.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.sdk.InProcessHttpClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** The engine behind AWS's client, which speaks CBOR, and behind one that speaks JSON. */
class KinesisClientTest {

    private final KinesisFixture kinesis = new KinesisFixture();
    private final KinesisClient client = KinesisClient.builder()
            .httpClient(new InProcessHttpClient(kinesis.engine.service()::handle))
            .endpointOverride(URI.create("http://in.process"))
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .region(Region.US_EAST_1)
            .build();

    @AfterEach
    void close() {
        client.close();
        kinesis.close();
    }

    private String iterator(ShardIteratorType type) {
        return client.getShardIterator(request ->
                        request.streamName("s").shardId("shardId-000000000000").shardIteratorType(type))
                .shardIterator();
    }

    @Test
    void theSdkWritesAndReadsInCbor() {
        var unused = client.createStream(request -> request.streamName("s").shardCount(1));
        var put = client.putRecords(request -> request.streamName("s")
                .records(PutRecordsRequestEntry.builder()
                        .partitionKey("a")
                        .data(SdkBytes.fromByteArray(new byte[] {0, (byte) 0xC3, 0x28}))
                        .build()));

        var read = client.getRecords(request -> request.shardIterator(iterator(ShardIteratorType.TRIM_HORIZON)));

        assertThat(put.failedRecordCount()).isZero();
        assertThat(read.records()).singleElement().satisfies(record -> {
            assertThat(record.data().asByteArray()).containsExactly(0, 0xC3, 0x28);
            assertThat(record.approximateArrivalTimestamp()).isEqualTo(KinesisFixture.START);
            assertThat(record.sequenceNumber())
                    .isEqualTo(put.records().getFirst().sequenceNumber());
        });
        assertThat(client.describeStreamSummary(request -> request.streamName("s"))
                        .streamDescriptionSummary()
                        .streamCreationTimestamp())
                .isEqualTo(KinesisFixture.START);
    }

    @Test
    void aMomentInARequestIsUnderstood() {
        kinesis.withStream("s", 1);
        kinesis.put("s", "a", "1");
        kinesis.advance(60);
        kinesis.put("s", "a", "2");

        var iterator = client.getShardIterator(request -> request.streamName("s")
                .shardId("shardId-000000000000")
                .shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                .timestamp(KinesisFixture.START.plusMillis(1)));

        assertThat(client.getRecords(request -> request.shardIterator(iterator.shardIterator()))
                        .records())
                .extracting(record -> record.data().asUtf8String())
                .containsExactly("2");
    }

    @Test
    void errorsAreTheSdksOwn() {
        assertThatThrownBy(() -> client.describeStream(request -> request.streamName("none")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Stream none under account 000000000000 not found.");
        assertThatThrownBy(() -> client.getRecords(request -> request.shardIterator("none")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Invalid ShardIterator.");
    }

    @Test
    void jsonIsAnsweredInJson() throws Exception {
        kinesis.withStream("s", 1);
        var service = kinesis.engine.service();
        var put = "{\"StreamName\":\"s\",\"PartitionKey\":\"a\",\"Data\":\"eA==\"}";

        var answer = service.handle(request("Kinesis_20131202.PutRecord", put));
        var refused = service.handle(request("Kinesis_20131202.PutRecord", "{"));

        assertThat(answer.headers()).containsEntry("Content-Type", "application/x-amz-json-1.1");
        assertThat(JsonTrees.parse(answer.body()).path("ShardId").asText()).isEqualTo("shardId-000000000000");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(JsonTrees.parse(refused.body()).path("__type").asText()).isEqualTo("SerializationException");
    }

    @Test
    void anErrorFromBeforeTheServiceSpeaksTheClientsForm() {
        var client = KinesisClient.builder()
                .httpClient(new InProcessHttpClient(request -> kinesis.engine
                        .service()
                        .refused(request, new AwsException(400, "AccessDeniedException", "not allowed"))))
                .endpointOverride(URI.create("http://in.process"))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .region(Region.US_EAST_1)
                .overrideConfiguration(each -> each.apiCallTimeout(Duration.ofSeconds(20)))
                .build();
        try (client) {
            assertThatThrownBy(client::listStreams).hasMessageContaining("not allowed");
        }
    }

    private static AwsRequest request(String target, String body) {
        return new AwsRequest(
                "POST",
                "/",
                "",
                Map.of("x-amz-target", target, "content-type", "application/x-amz-json-1.1"),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
