package dev.evenstep.aws;

import static dev.evenstep.aws.WiringRig.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.RecordMapping;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.model.Message;

class MappingTest {

    private record Noted(String text) {}

    private static final EventType<Noted> NOTED = EventType.of("test", "Noted", Noted.class);

    private static final TransactionalConsumer NOTES = Consumer.transactional("noting")
            .on(
                    NOTED,
                    event -> Effect.of(
                            Write.update(ItemKey.of("things", "id", event.data().text()))
                                    .add("count", 1)));

    /** Words become events; an envelope is one already. */
    private static final RecordMapping WORDS = record -> switch (record.body()) {
        case "nothing" -> null;
        case "bad" -> throw new PermanentFailure("bad is no word");
        case "broken" -> throw new IllegalStateException("broken");
        case String text when text.startsWith("{") -> record;
        case String text -> record.withBody(body("word-" + text, "Noted", "", "{\"text\":\"" + text + "\"}"));
    };

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension();

    @Test
    void whatSomebodyElseSendsIsMappedAndWhatCannotBeIsADeadLetterAsItCame() {
        WiringRig rig = new WiringRig(AWS);
        SqsFunction function = rig.evenstep().withMapping(WORDS).sqs(NOTES);

        var answer = function.handle(
                messages("one", "bad", "nothing", "broken", body("word-two", "Noted", "", "{\"text\":\"two\"}"), "two"),
                new FakeContext(20_000));

        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(rig.told)
                .containsExactlyInAnyOrder(
                        "noting:applied",
                        "noting:poison",
                        "noting:ignored",
                        "noting:poison",
                        "noting:applied",
                        "noting:duplicate");
        assertThat(rig.messages("test-standard-dlq"))
                .extracting(Message::body, letter -> WiringRig.attribute(letter, "evenstep-detail"))
                .containsExactlyInAnyOrder(
                        tuple("bad", "bad is no word"),
                        tuple("broken", "The mapping failed: java.lang.IllegalStateException: broken"));
    }

    private static SQSEvent messages(String... bodies) {
        SQSEvent event = new SQSEvent();
        event.setRecords(Arrays.stream(bodies)
                .map(body -> {
                    SQSMessage message = new SQSMessage();
                    message.setMessageId("m-" + body.hashCode());
                    message.setBody(body);
                    message.setAttributes(Map.of("ApproximateReceiveCount", "1"));
                    return message;
                })
                .toList());
        return event;
    }
}
