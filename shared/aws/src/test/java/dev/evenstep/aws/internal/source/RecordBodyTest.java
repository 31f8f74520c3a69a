package dev.evenstep.aws.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class RecordBodyTest {

    @Test
    void whatNoMessageTakesIsKeptAsBase64() {
        for (String text : new String[] {"\u0000\u0000\u0000\u0000\u0007Ab", "a\u0001", "{\"a\":\"\u001f\"}"}) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            RecordBody body = RecordBody.of(ByteBuffer.wrap(bytes));

            assertThat(body.isText()).isFalse();
            assertThat(Base64.getDecoder().decode(body.text())).isEqualTo(bytes);
        }
    }

    @Test
    void textIsItself() {
        String text = "{\"a\":\"ä€😀\"}\r\n\t";

        assertThat(RecordBody.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(new RecordBody(text, true));
    }
}
