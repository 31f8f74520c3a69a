package dev.evenstep.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.IdempotentConsumer;
import dev.evenstep.consume.LeasedConsumer;
import dev.evenstep.consume.LeasedConsumer.WhenUnknown;
import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.decision.Decision;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.internal.store.RecordStore;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.LeaseStore;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is wired, and what is refused, where a function's records are in a store that has leases and nothing else. */
class LeaseStoreWiringTest {

    private record Mail(String to) {}

    private static final EventType<Mail> MAIL = EventType.of("shop", "MailWanted", Mail.class);

    private static final LeasedConsumer MAILING =
            Consumer.leased("mailing").on(MAIL, event -> {}, event -> Effect.none());

    private static final IdempotentConsumer NOTING =
            Consumer.idempotent("noting").on(MAIL, event -> new Decision.Applied(null));

    private static RecordStore store(RuntimeException atCheck) {
        return (RecordStore) Proxy.newProxyInstance(
                LeaseStoreWiringTest.class.getClassLoader(),
                new Class<?>[] {RecordStore.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "description" -> "Redis at test:6379";
                    case "check" -> throw atCheck;
                    default -> throw new AssertionError(method);
                });
    }

    private static Evenstep evenstep(LeaseStore store, String... more) {
        Map<String, String> environment =
                new HashMap<>(Map.of("DEAD_LETTER_QUEUE_URL", "http://127.0.0.1:1/none", "START_CHECKS", "off"));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return Evenstep.from(environment)
                .withSqs(() -> {
                    throw new IllegalStateException("no SQS here");
                })
                .withLeaseStore(store);
    }

    private static LeaseStore silent() {
        return store(new IllegalStateException("not asked"));
    }

    private static void refused(String because, Consumer consumer) {
        assertThatIllegalStateException()
                .isThrownBy(() -> evenstep(silent()).source(EventSources.kinesis(), consumer))
                .withMessageContaining("Consumer " + consumer.name() + " " + because)
                .withMessageContaining("Redis at test:6379")
                .withMessageContaining("set IDEMPOTENCY_TABLE");
    }

    @Test
    void leasedAndIdempotentConsumersNeedNoTable() {
        assertThat(evenstep(silent()).source(EventSources.kinesis(), MAILING, NOTING))
                .isNotNull();
    }

    @Test
    void whatNeedsMoreIsRefusedWithWhatToDo() {
        refused("is transactional", Consumer.transactional("ordering"));
        refused("is versioned", Consumer.versioned("tracking", subject -> ItemKey.of("things", "id", subject)));
        refused("is in order", MAILING.inOrder());
        refused("stops groups", MAILING.stoppingGroups());
        refused("holds events", MAILING.whenUnknown(WhenUnknown.HOLD));
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> evenstep(silent(), "CIRCUIT_BREAKER", "shared").source(EventSources.kinesis(), MAILING))
                .withMessageContaining("IDEMPOTENCY_TABLE")
                .withMessageContaining("CIRCUIT_BREAKER to off");
    }

    @Test
    void aStoreThatDoesNotKeepWhatItIsGivenFailsTheStart() {
        ConfigurationFailure evicts = new ConfigurationFailure("redis", "it evicts: set it to noeviction");

        assertThatThrownBy(() -> evenstep(store(evicts), "START_CHECKS", "on").source(EventSources.kinesis(), MAILING))
                .isSameAs(evicts);
        assertThat(evenstep(silent(), "START_CHECKS", "on").source(EventSources.kinesis(), MAILING))
                .as("one that cannot be asked stops nobody")
                .isNotNull();
    }

    @Test
    void aStoreOfSomebodyElseIsRefused() {
        LeaseStore own = (LeaseStore) Proxy.newProxyInstance(
                LeaseStoreWiringTest.class.getClassLoader(),
                new Class<?>[] {LeaseStore.class},
                (proxy, method, arguments) -> "a store of one's own");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> evenstep(own).source(EventSources.kinesis(), MAILING))
                .withMessageContaining("make it with RedisLeases");
    }
}
