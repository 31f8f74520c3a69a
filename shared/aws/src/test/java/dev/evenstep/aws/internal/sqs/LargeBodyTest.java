package dev.evenstep.aws.internal.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.spi.Delivery;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LargeBodyTest {

    @Test
    void aBodyThatFitsIsItself() {
        Delivery delivery = new Delivery("id", "ü".repeat(50), null, 1);

        assertThat(LargeBody.cut(delivery, 100, 80)).isSameAs(delivery);
    }

    @Test
    void ofALargerOneTheBeginningIsKeptInWholeCharacters() {
        Delivery cut = LargeBody.cut(new Delivery("id", "ü".repeat(51), "group", 3), 100, 80);

        assertThat(cut.body()).isEqualTo("ü".repeat(35) + LargeBody.MARK);
        assertThat(cut.body().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(80);
        assertThat(cut.id()).isEqualTo("id");
        assertThat(cut.group()).isEqualTo("group");
    }
}
