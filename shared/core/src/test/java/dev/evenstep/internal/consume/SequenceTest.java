package dev.evenstep.internal.consume;

import static dev.evenstep.internal.consume.Fixture.DEPOSITED;
import static dev.evenstep.internal.consume.Kept.effects;
import static dev.evenstep.internal.consume.Kept.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.VersionedConsumer;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.Decision.Stale;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Effect;
import dev.evenstep.event.Envelope;
import dev.evenstep.order.InOrder;
import dev.evenstep.spi.Sequence;
import dev.evenstep.spi.StreamPosition;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Order by another dense sequence than the versions of entities. */
class SequenceTest {

    private static final Sequence OFFSETS = new Sequence() {

        @Override
        public long first() {
            return 0;
        }

        @Override
        public String needs() {
            return "offset, a whole number";
        }

        @Override
        public @Nullable StreamPosition of(Envelope envelope) {
            String offset = envelope.extension("offset");
            return offset == null ? null : new StreamPosition("partition-7", Long.parseLong(offset));
        }
    };

    private final Fixture fixture = new Fixture();

    @Test
    void theSequenceOfCloudEventsOrdersTheEventsOfASource() {
        Consumer consumer = by(Sequence.cloudEventsSequence());

        assertThat(fixture.consumeAll(consumer, List.of(sequenced(3), sequenced(2), sequenced(1), sequenced(2))))
                .containsExactly("Parked", "Parked", "Applied", "Stale");
        assertThat(effects(fixture)).containsExactly(1, 2, 3);
        assertThat(fixture.store.record(Fixture.stream("log", "bank")).position())
                .isEqualTo(3);
    }

    @Test
    void aSequenceOfAnotherTypeIsNoPlace() {
        String text = sequenced(1).replace("\"Integer\"", "\"Text\"");

        assertThat(fixture.consume(by(Sequence.cloudEventsSequence()), text))
                .isInstanceOfSatisfying(Poison.class, poison -> {
                    assertThat(poison.reason()).isEqualTo(Reason.MALFORMED);
                    assertThat(poison.detail()).contains("sequencetype Integer");
                });
        assertThat(fixture.deadReasons()).containsExactly("malformed");
    }

    @Test
    void aSequenceMayBeginWithNought() {
        Consumer consumer = by(OFFSETS);

        assertThat(fixture.consumeAll(consumer, List.of(offset(2), offset(1), offset(0))))
                .containsExactly("Parked", "Parked", "Applied");
        assertThat(effects(fixture)).containsExactly(0, 1, 2);
        assertThat(fixture.consume(consumer, offset(1))).isEqualTo(new Stale(2, 1));
    }

    @Test
    void poisonAtNoughtStopsAlso() {
        Consumer consumer = Kept.TRANSACTIONAL.inOrder(InOrder.by(OFFSETS), event -> {});
        String poison = offset(0).replace("\"amount\":0", "\"amount\":\"none\"");

        assertThat(fixture.consumeAll(consumer, List.of(poison, offset(1), offset(2))))
                .containsExactly("Poison", "Parked", "Parked");
        assertThat(fixture.consume(consumer, offset(0)).settled()).isTrue();
        assertThat(effects(fixture)).containsExactly(0, 1, 2);
    }

    @Test
    void anEntitysOwnItemHasTheVersionsOfTheEntityOnly() {
        VersionedConsumer versioned = Consumer.versioned("v", Kept::log);

        assertThatThrownBy(() -> versioned.inOrder(InOrder.by(OFFSETS)))
                .hasMessageContaining("Consumer v")
                .hasMessageContaining("use a transactional consumer");
    }

    @Test
    void twoSequencesOfOneConsumerNameAreTwoPositions() {
        assertThat(Sequence.entityVersions()).isEqualTo(Sequence.entityVersions());
        assertThat(Sequence.entityVersions()).isNotEqualTo(Sequence.cloudEventsSequence());
        assertThatThrownBy(() -> new StreamPosition("s", -1)).hasMessageContaining("number is -1 in s");
        assertThatThrownBy(() -> new StreamPosition(" ", 1)).hasMessageContaining("stream is blank");
        assertThatThrownBy(() -> InOrder.byEntityVersion().atMostParked(0)).hasMessageContaining("mostParked is 0");
    }

    private static Consumer by(Sequence sequence) {
        return Consumer.transactional("log")
                .inOrder(InOrder.by(sequence))
                .on(DEPOSITED, event -> Effect.of(Kept.append(event, any -> {})));
    }

    private static String sequenced(int number) {
        return unversioned(number, "\"sequence\":\"%d\",\"sequencetype\":\"Integer\",".formatted(number));
    }

    private static String offset(int number) {
        return unversioned(number, "\"offset\":%d,".formatted(number));
    }

    private static String unversioned(int number, String place) {
        return event(number).replace("\"entityversion\":" + number + ",", place);
    }
}
