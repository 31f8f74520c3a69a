package dev.evenstep.aws.internal.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.aws.TestAws;
import dev.evenstep.internal.store.FailedAttempts;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What is kept beside the marks: probes that instances share, and counts of failed attempts. */
class SharedProbesTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension();

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private final DynamoDbClient dynamoDb = AWS.client(DynamoDbClient.builder()).build();
    private final TableNames tables = TableNames.from(Map.of("IDEMPOTENCY_TABLE", "test-idempotency"));

    @Test
    void oneInstanceHasTheProbeUntilItsTimeIsOverOrTheDependencyIsBack() {
        SharedProbes one = new SharedProbes(dynamoDb, tables);
        SharedProbes another = new SharedProbes(dynamoDb, tables);

        assertThat(one.claim("c#gateway", NOW, NOW.plusSeconds(30))).isTrue();
        assertThat(another.claim("c#gateway", NOW.plusSeconds(29), NOW.plusSeconds(59)))
                .isFalse();
        assertThat(another.claim("c#mail", NOW, NOW.plusSeconds(30))).isTrue();
        assertThat(another.claim("c#gateway", NOW.plusSeconds(30), NOW.plusSeconds(60)))
                .isTrue();
        another.release("c#gateway");
        assertThat(one.claim("c#gateway", NOW.plusSeconds(31), NOW.plusSeconds(61)))
                .isTrue();
    }

    @Test
    void attemptsAreCountedForEachRecordUntilItIsForgotten() {
        FailedAttempts attempts = new DynamoDbStore(dynamoDb, tables);

        assertThat(attempts.add("c#s#1", NOW)).isEqualTo(1);
        assertThat(attempts.add("c#s#1", NOW)).isEqualTo(2);
        assertThat(attempts.add("c#s#2", NOW)).isEqualTo(1);
        attempts.forget("c#s#1");
        assertThat(attempts.add("c#s#1", NOW)).isEqualTo(1);
    }
}
