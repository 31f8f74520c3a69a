package dev.evenstep.aws.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.spi.Delivery;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnsNotificationTest {

    private static final String WRAPPED = """
            {"Type" : "Notification", "TopicArn" : "arn:aws:sns:eu-central-1:1:orders", "Message" : "the message",
             "MessageAttributes" : {
               "tenant" : {"Type":"String","Value":"acme"},
               "tags" : {"Type":"String.Array","Value":"[\\"a\\"]"},
               "raw" : {"Type":"Binary","Value":"AAE="}}}""";

    @Test
    void theMessageComesOutWithItsAttributes() {
        Delivery delivery = new Delivery("m-1", WRAPPED, "group", 3);

        Delivery unwrapped = SnsNotification.unwrapped(delivery);

        assertThat(SnsNotification.isOne(WRAPPED)).isTrue();
        assertThat(unwrapped.body()).isEqualTo("the message");
        assertThat(unwrapped.id()).isEqualTo("m-1");
        assertThat(unwrapped.group()).isEqualTo("group");
        assertThat(unwrapped.attempt()).isEqualTo(3);
        assertThat(unwrapped.attributes())
                .isEqualTo(Map.of(
                        "tenant", new Delivery.Attribute("String", "acme"),
                        "tags", new Delivery.Attribute("String", "[\"a\"]"),
                        "raw", new Delivery.Attribute("Binary", "AAE=")));
    }

    @Test
    void whatOnlyLooksLikeOneIsItself() {
        String noMessage = WRAPPED.replace("\"the message\"", "{}");
        String event =
                "{\"specversion\":\"1.0\",\"data\":{\"Type\":\"Notification\",\"TopicArn\":\"\",\"Message\":\"\"}}";
        String far = "{\"data\":\"" + " ".repeat(100) + "\"," + WRAPPED.substring(1);

        assertThat(SnsNotification.unwrapped(new Delivery("m", noMessage, null, 1))
                        .body())
                .isEqualTo(noMessage);
        assertThat(SnsNotification.unwrapped(new Delivery("m", WRAPPED.substring(0, 90), null, 1))
                        .body())
                .isEqualTo(WRAPPED.substring(0, 90));
        assertThat(SnsNotification.isOne(far)).isFalse();
        assertThat(SnsNotification.unwrapped(new Delivery("m", event, null, 1)).body())
                .isEqualTo(event);
        assertThat(SnsNotification.isOne("{}")).isFalse();
        assertThat(SnsNotification.isOne("")).isFalse();
    }
}
