package dev.evenstep.demo.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.aws.internal.dynamodb.DynamoDbStore;
import dev.evenstep.aws.internal.dynamodb.TableNames;
import dev.evenstep.demo.shop.DeployedShop;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.store.Commits;
import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.IdempotencyKey;
import dev.evenstep.internal.store.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Commits events as the shop's functions do. */
record OutboxWriter(DeployedShop shop) {

    void commit(String entity, int version, long millis) {
        String id = "event-" + entity + "-" + version;
        EnvelopeJson json = new EnvelopeJson(Limits.defaults());
        Envelope envelope = json.read("""
                {"specversion":"1.0","id":"%s","source":"shop","type":"OrderPlaced","time":"2026-11-21T08:00:00Z",
                 "subject":"%s","entityversion":%d,"data":{"note":"secret"}}""".formatted(id, entity, version));
        TableNames tables = TableNames.from(
                Map.of("OUTBOX_TABLE", shop.table("outbox"), "IDEMPOTENCY_TABLE", shop.table("idempotency")));
        Instant now = Instant.ofEpochMilli(millis);
        assertThat(new DynamoDbStore(shop.clients().dynamoDb(), tables)
                        .commit(new Commit(
                                new Step.InAnyOrder(new IdempotencyKey("writer", "test", id), ""),
                                new Guard.FirstTime(),
                                null,
                                List.of(),
                                List.of(new SerializedEvent(envelope, json.write(envelope))),
                                null,
                                now,
                                now.plusSeconds(60))))
                .isEqualTo(new Commits.Committed());
    }
}
