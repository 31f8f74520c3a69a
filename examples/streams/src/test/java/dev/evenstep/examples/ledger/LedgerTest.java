package dev.evenstep.examples.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.dynamodb.DynamoDbEventStore;
import dev.evenstep.examples.ledger.Account.Balance;
import dev.evenstep.examples.ledger.Account.Credited;
import dev.evenstep.examples.ledger.Account.Debited;
import dev.evenstep.examples.ledger.Account.Opened;
import dev.evenstep.examples.ledger.Ledger.AuditLine;
import dev.evenstep.testkit.FakeClock;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Orders as they come from the queue, to a function that has its role in the template and no more. */
class LedgerTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("template.yaml", Map.of());

    private static final Instant TUESDAY = Instant.parse("2026-11-17T08:00:00Z");

    private final FakeClock clock = new FakeClock(TUESDAY);
    private final DynamoDbClient roles =
            AWS.clientOf("test-book", DynamoDbClient.builder()).build();
    private final SqsClient sqs = AWS.client(SqsClient.builder()).build();
    private final EventStore store = DynamoDbEventStore.of(
            roles, "test-bookings", EventStoreOptions.defaults().withClock(clock));
    private final Ledger ledger = new Ledger(store);
    private final BookHandler handler = new BookHandler(
            Evenstep.from(AWS.environmentOf("test-book"))
                    .withDynamoDb(() -> roles)
                    .withSqs(
                            () -> AWS.clientOf("test-book", SqsClient.builder()).build()),
            ledger);

    private static String order(String id, String type, String data) {
        return """
                {"specversion":"1.0","id":"%s","source":"branch","type":"%s","time":"2026-11-17T08:00:00Z",
                 "subject":"account-7","actor":"clerk-3","data":%s}""".formatted(id, type, data);
    }

    /** As Lambda hands them over, all of one account. */
    private void take(String... orders) {
        List<SQSMessage> records = new ArrayList<>();
        for (String order : orders) {
            SQSMessage message = new SQSMessage();
            message.setMessageId("message-" + records.size());
            message.setReceiptHandle("receipt-" + records.size());
            message.setEventSourceArn("arn:aws:sqs:us-east-1:000000000000:test-orders.fifo");
            message.setBody(order);
            message.setAttributes(Map.of("ApproximateReceiveCount", "1", "MessageGroupId", "account-7"));
            records.add(message);
        }
        SQSEvent event = new SQSEvent();
        event.setRecords(records);
        assertThat(handler.handleRequest(event, new FakeContext(10_000)).getBatchItemFailures())
                .isEmpty();
        clock.advance(Duration.ofDays(1));
    }

    private List<Message> refused() {
        String url = sqs.getQueueUrl(request -> request.queueName("test-refused-orders.fifo"))
                .queueUrl();
        return sqs.receiveMessage(
                        request -> request.queueUrl(url).maxNumberOfMessages(10).messageAttributeNames("All"))
                .messages();
    }

    @Test
    void theBalanceIsKnownAsOfLastTuesday() {
        take(
                order("o-1", "Open", "{\"currency\":\"EUR\"}"),
                order("o-2", "Credit", "{\"cents\":500,\"reference\":\"salary\"}"));
        take(order("o-3", "Debit", "{\"cents\":200,\"reference\":\"rent\"}"));

        assertThat(ledger.balance("account-7")).isEqualTo(new Balance("EUR", 300));
        assertThat(ledger.balanceAt("account-7", TUESDAY)).isEqualTo(new Balance("EUR", 500));
        assertThat(ledger.balanceAt("account-7", TUESDAY.minusSeconds(1))).isEqualTo(new Balance("", 0));
    }

    @Test
    void anOrderThatComesAgainIsBookedOnce() {
        take(order("o-1", "Open", "{\"currency\":\"EUR\"}"));
        for (int time = 1; time <= 3; time++) {
            take(order("o-2", "Credit", "{\"cents\":500,\"reference\":\"salary\"}"));
        }

        assertThat(ledger.balance("account-7")).isEqualTo(new Balance("EUR", 500));
        assertThat(refused()).isEmpty();
    }

    @Test
    void everyBookingSaysWhoIsResponsible() {
        take(order("o-1", "Open", "{\"currency\":\"EUR\"}"));
        take(
                order("o-2", "Credit", "{\"cents\":500,\"reference\":\"salary\"}"),
                order("o-3", "Debit", "{\"cents\":1,\"reference\":\"fee\"}"));

        Instant wednesday = TUESDAY.plus(Duration.ofDays(1));
        assertThat(ledger.audit("account-7"))
                .containsExactly(
                        new AuditLine(TUESDAY, "clerk-3", "o-1", new Opened("EUR"), new Balance("EUR", 0)),
                        new AuditLine(
                                wednesday, "clerk-3", "o-2", new Credited(500, "salary"), new Balance("EUR", 500)),
                        new AuditLine(wednesday, "clerk-3", "o-3", new Debited(1, "fee"), new Balance("EUR", 499)));
    }

    @Test
    void whatCannotBeBookedIsRefusedWithItsReason() {
        take(order("o-1", "Debit", "{\"cents\":1,\"reference\":\"fee\"}"));

        assertThat(refused())
                .singleElement()
                .extracting(
                        Message::messageAttributes,
                        InstanceOfAssertFactories.map(String.class, MessageAttributeValue.class))
                .extractingByKey("evenstep-reason")
                .extracting(MessageAttributeValue::stringValue)
                .isEqualTo("rejected");
        assertThat(ledger.audit("account-7")).isEmpty();
    }

    @Test
    void theFunctionMayDoWhatItDoes() {
        take(order("o-1", "Open", "{\"currency\":\"EUR\"}"));

        assertThat(AWS.roleOf("test-book").denied()).isEmpty();
    }
}
