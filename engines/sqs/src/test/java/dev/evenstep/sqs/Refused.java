package dev.evenstep.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenstep.engine.protocol.AwsException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What SQS says no to. */
final class Refused {

    private Refused() {}

    static void with(String code, String words, ThrowingCallable call) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(call)
                .withMessageContaining(words)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }
}
