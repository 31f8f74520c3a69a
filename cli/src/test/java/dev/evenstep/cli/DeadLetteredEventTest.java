package dev.evenstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.aws.internal.deadletter.DeadLetterAttributes;
import dev.evenstep.cli.deadletter.DeadLetter;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

class DeadLetteredEventTest {

    private static final DeadLetteredEvent EVENT = new DeadLetteredEvent("e-1", "OrderPlaced", "order-1");

    private static final String ENVELOPE = """
            {"specversion":"1.0","id":"e-1","source":"shop","type":"OrderPlaced","subject":"order-1","data":{}}""";

    private static final String ON_THE_BUS = """
            {"id":"bus-1","detail-type":"OrderPlaced","source":"shop","detail":%s}""".formatted(ENVELOPE);

    @Test
    void whatAConsumerGaveUpIsNamedByItsNotesWhateverItsBodyIs() {
        Map<String, String> notes = Map.of(
                DeadLetterAttributes.REASON, "malformed",
                DeadLetterAttributes.EVENT, "e-1",
                DeadLetterAttributes.TYPE, "OrderPlaced",
                DeadLetterAttributes.SUBJECT, "order-1");

        assertThat(DeadLetteredEvent.of(letter("{", notes))).isEqualTo(EVENT);
    }

    @Test
    void whatSqsARuleOrLambdaPutThereIsNamedByItsBody() {
        assertThat(DeadLetteredEvent.of(letter(ENVELOPE, Map.of()))).isEqualTo(EVENT);
        assertThat(DeadLetteredEvent.of(letter(ON_THE_BUS, Map.of("ERROR_CODE", "NO_PERMISSIONS"))))
                .isEqualTo(EVENT);
        assertThat(DeadLetteredEvent.of(letter(
                        "{\"requestContext\":{\"condition\":\"RetriesExhausted\"},\"requestPayload\":" + ON_THE_BUS
                                + "}",
                        Map.of())))
                .isEqualTo(EVENT);
    }

    @Test
    void whatSaysNothingIsNamedByNothing() {
        for (String body : new String[] {"-", "{}", "[]", "{\"DDBStreamBatchInfo\":{\"shardId\":\"s-1\"}}"}) {
            assertThat(DeadLetteredEvent.of(letter(body, Map.of()))).isEqualTo(new DeadLetteredEvent("", "", ""));
        }
    }

    private static DeadLetter letter(String body, Map<String, String> attributes) {
        return new DeadLetter(
                "m-1",
                body,
                "rejected",
                "",
                attributes.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                attribute -> MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue(attribute.getValue())
                                        .build())),
                Map.of());
    }
}
