package dev.evenstep.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import dev.evenstep.testkit.local.QueueFunctionExercise;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeepEventsRoleTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("src/test/resources/archive.yaml", Map.of());

    @Test
    void itsRoleAllowsWhatItAsksForAndNothingElse() {
        var use = QueueFunctionExercise.of(AWS, "test-keep-events")
                .run(
                        parts -> {
                            KeepEvents function = new KeepEvents(
                                    ArchiveFunction.of(parts.dynamoDb(), parts.sqs(), parts.environment()));
                            return messages -> function.handleRequest(messages, new FakeContext(30_000));
                        },
                        List.of(ArchiveRig.versioned("e-1", "a", 1, "2026-11-26T15:00:00Z"), ArchiveRig.wrapped("{}")));

        assertThat(use.denied()).isEmpty();
        assertThat(use.unused()).isEmpty();
    }
}
