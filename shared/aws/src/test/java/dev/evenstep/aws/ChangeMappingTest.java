package dev.evenstep.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent.KafkaEventRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.mapping.DataChange;
import dev.evenstep.mapping.DebeziumChanges;
import dev.evenstep.mapping.ItemChanges;
import dev.evenstep.mapping.MappedEvent;
import dev.evenstep.schema.EventType;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Changes of tables behind their sources, as a domain's events. */
class ChangeMappingTest {

    record CustomerMoved(String customer, String city) {}

    private static final EventType<CustomerMoved> MOVED = EventType.of("crm", "CustomerMoved", CustomerMoved.class);

    private static final ItemChanges ITEMS = ItemChanges.of("Customer", change -> switch (change.operation()) {
                case UPDATE -> change.changes("/city") ? moved(change) : null;
                default -> null;
            })
            .version("version");

    private static final TransactionalConsumer MOVES = Consumer.transactional("moves")
            .on(
                    MOVED,
                    event -> Effect.of(
                            Write.update(ItemKey.of("things", "id", event.data().customer()))
                                    .append("cities", event.data().city())));

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension();

    private final WiringRig rig = new WiringRig(AWS);

    private static MappedEvent moved(DataChange change) {
        return MappedEvent.of(
                MOVED, new CustomerMoved(change.row().text("/id"), change.row().text("/city")));
    }

    @Test
    void anItemsVersionsKeepItsOrderAndWhatMeansNothingIsSteppedOver() {
        SourceFunction<DynamodbEvent, StreamsEventResponse> function =
                rig.evenstep().withMapping(ITEMS).source(EventSources.dynamoDbChanges("Customer"), MOVES.inOrder());
        DynamodbStreamRecord inserted = change("INSERT", null, image("Rom", 1));
        DynamodbStreamRecord third = change("MODIFY", image("Bonn", 2), image("Köln", 3));

        assertThat(handle(function, inserted, third, change("MODIFY", image("Rom", 1), image("Bonn", 2))))
                .isEmpty();
        assertThat(rig.told)
                .containsExactlyInAnyOrder("moves:applied", "moves:parked", "moves:applied", "moves:applied");
        rig.told.clear();

        assertThat(handle(function, inserted, third, change("MODIFY", image("Köln", 3), image("Ulm", 3))))
                .isEmpty();

        assertThat(rig.told)
                .as("two that came again, and a change that does not count")
                .containsExactlyInAnyOrder("moves:stale", "moves:duplicate", "moves:ignored");
        assertThat(cities()).containsExactly("Bonn", "Köln");
    }

    @Test
    void aTombstoneIsNoEventWithAMappingAndWithoutOne() {
        for (Evenstep evenstep : List.of(rig.evenstep(), rig.evenstep().withMapping(DebeziumChanges.mapping()))) {
            rig.told.clear();
            Map<String, Object> answer = evenstep.source(EventSources.kafka(), MOVES)
                    .handle(kafka("{\"id\":\"c-1\"}", null), new FakeContext(20_000));

            assertThat(answer).isEqualTo(Map.of("batchItemFailures", List.of()));
            assertThat(rig.told).containsExactly("moves:ignored");
        }
        assertThat(rig.deadLetters()).isEmpty();
    }

    @Test
    void aRowsKeyIsItsSubjectAndALetterOfWhatCannotBeMappedKeepsIt() {
        DebeziumChanges rows = DebeziumChanges.mapping().table("crm.customers", change -> moved(change));
        String source = "\"source\":{\"connector\":\"mysql\",\"name\":\"shop\",\"db\":\"crm\",\"table\":\"customers\","
                + "\"ts_ms\":1795731202818,\"file\":\"binlog.000003\",\"pos\":%d}";
        String row = "{\"op\":\"u\",\"before\":null,\"after\":{\"id\":\"c-1\",%s}," + source + "}";
        SourceFunction<KafkaEvent, Map<String, Object>> function =
                rig.evenstep().withMapping(rows).source(EventSources.kafka(), MOVES);
        String key = "{\"schema\":{},\"payload\":{\"id\":\"c-1\"}}";

        for (String body : List.of(
                row.formatted("\"city\":\"Bonn\"", 7),
                row.formatted("\"town\":\"Bonn\"", 8),
                row.formatted("\"city\":\"Bonn\"", 7))) {
            assertThat(function.handle(kafka(key, body), new FakeContext(20_000)))
                    .isEqualTo(Map.of("batchItemFailures", List.of()));
        }

        assertThat(rig.told).containsExactly("moves:applied", "moves:poison", "moves:duplicate");
        assertThat(cities()).containsExactly("Bonn");
        assertThat(rig.messages("test-standard-dlq")).singleElement().satisfies(letter -> {
            assertThat(WiringRig.attribute(letter, "evenstep-detail")).isEqualTo("/after/city is missing");
            assertThat(WiringRig.attribute(letter, "evenstep-key")).isEqualTo(key);
            assertThat(letter.body()).contains("\"town\"");
        });
    }

    @Test
    void aKeyOfBytesDoesNotKeepALetterFromItsQueue() {
        SourceFunction<KafkaEvent, Map<String, Object>> function =
                rig.evenstep().source(EventSources.kafka(), MOVES);

        assertThat(function.handle(kafka("\0\0\7", "nonsense"), new FakeContext(20_000)))
                .isEqualTo(Map.of("batchItemFailures", List.of()));

        assertThat(rig.messages("test-standard-dlq"))
                .singleElement()
                .satisfies(letter ->
                        assertThat(WiringRig.attribute(letter, "evenstep-key")).isEqualTo("AAAH"));
    }

    private List<String> cities() {
        return rig.texts("c-1", "cities");
    }

    private static List<StreamsEventResponse.BatchItemFailure> handle(
            SourceFunction<DynamodbEvent, StreamsEventResponse> function, DynamodbStreamRecord... records) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of(records));
        return function.handle(event, new FakeContext(20_000)).getBatchItemFailures();
    }

    private static Map<String, AttributeValue> image(String city, int version) {
        return Map.of(
                "id", new AttributeValue().withS("c-1"),
                "city", new AttributeValue().withS(city),
                "version", new AttributeValue().withN(Integer.toString(version)));
    }

    private static DynamodbStreamRecord change(
            String name, @Nullable Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        StreamRecord change = new StreamRecord();
        change.setSequenceNumber("1" + after.hashCode());
        change.setKeys(Map.of("id", new AttributeValue().withS("c-1")));
        change.setOldImage(before);
        change.setNewImage(after);
        change.setApproximateCreationDateTime(Date.from(Instant.parse(WiringRig.TIME)));
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setEventID("change-" + after.hashCode());
        record.setEventName(name);
        record.setEventSourceARN("arn:aws:dynamodb:eu-central-1:1:table/customers/stream/1");
        record.setDynamodb(change);
        return record;
    }

    private static KafkaEvent kafka(String key, @Nullable String value) {
        KafkaEventRecord record = KafkaEventRecord.builder()
                .withTopic("shop.customers")
                .withOffset(7)
                .withKey(base64(key))
                .withValue(base64(value))
                .build();
        return KafkaEvent.builder()
                .withRecords(Map.of("shop.customers-0", List.of(record)))
                .build();
    }

    private static @Nullable String base64(@Nullable String text) {
        return text == null ? null : Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
