package dev.evenstep.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.schema.EventType;
import dev.evenstep.schema.Upcast;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.util.Throwables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventTypesTest {

    record Price(String sku, long cents, @Nullable String note) {}

    record Timed(Instant at, Duration took) {}

    private static final EventType<Price> PRICE = EventType.of("shop", "PriceSet", Price.class)
            .at(
                    3,
                    Upcast.from(
                            1, data -> data.put("cents", Objects.requireNonNull((Long) data.remove("euros")) * 100)),
                    Upcast.from(2, data -> data.put("sku", "sku-" + data.remove("article"))));

    private final EventTypes types = EventTypes.of(List.of(PRICE), new DataBinding());

    @Test
    void theCurrentVersionIsReadAsItIs() {
        assertThat(read(3, "{\"sku\":\"sku-1\",\"cents\":5}").data()).isEqualTo(new Price("sku-1", 5, null));
    }

    @Test
    void anOldVersionGoesThroughEveryStep() {
        Event<?> event = read(1, "{\"article\":\"1\",\"euros\":2}");

        assertThat(event.data()).isEqualTo(new Price("sku-1", 200, null));
        assertThat(event.envelope().schemaVersion()).isEqualTo(3);
    }

    @Test
    void upcastingLeavesTheEnvelopeThatWasReadAlone() {
        Envelope envelope = envelope("PriceSet", 1, "{\"article\":\"1\",\"euros\":2}");

        Event<?> unused = types.read(envelope);

        assertThat(envelope.data()).containsKey("euros");
    }

    @Test
    void aTypeThatWasNotDeclaredIsUnknown() {
        PermanentFailure failure = failing(types, envelope("PriceDropped", 1, "{}"));

        assertThat(failure.reason()).isEqualTo(Reason.UNKNOWN_TYPE);
        assertThat(failure).hasMessage("Type PriceDropped is not one of [PriceSet]");
    }

    @Test
    void aNewerVersionIsUnknown() {
        PermanentFailure failure = failing(types, envelope("PriceSet", 4, "{}"));

        assertThat(failure.reason()).isEqualTo(Reason.UNKNOWN_VERSION);
        assertThat(failure)
                .hasMessageContaining("schema version 4; versions 1 to 3 can be read (deploy a newer consumer");
    }

    @Test
    void aNewerVersionIsReadWhereProducersPromiseOnlyToAdd() {
        EventTypes tolerant = EventTypes.of(List.of(PRICE.readingNewer()), new DataBinding());

        assertThat(tolerant.read(envelope("PriceSet", 4, "{\"sku\":\"sku-1\",\"cents\":5,\"more\":true}"))
                        .data())
                .isEqualTo(new Price("sku-1", 5, null));
    }

    @Test
    void aVersionFromBeforeTheOldestIsUnknown() {
        EventTypes since = EventTypes.of(
                List.of(EventType.of("shop", "PriceSet", Price.class).since(3, 3)), new DataBinding());

        assertThat(failing(since, envelope("PriceSet", 2, "{}"))).hasMessageContaining("versions 3 to 3 can be read");
    }

    @Test
    void aMissingPropertyIsNamed() {
        PermanentFailure failure = failing(types, envelope("PriceSet", 3, "{\"sku\":\"sku-1\"}"));

        assertThat(failure.reason()).isEqualTo(Reason.UNREADABLE_DATA);
        assertThat(failure).hasMessageContaining("data.cents is missing");
    }

    @Test
    void aNullWhereTheTypeHasNoneIsRefused() {
        assertThat(failing(types, envelope("PriceSet", 3, "{\"sku\":null,\"cents\":5}")))
                .hasMessageContaining("data.sku is missing");
    }

    @Test
    void aNullableComponentMayBeNullOrMissing() {
        assertThat(read(3, "{\"sku\":\"s\",\"cents\":1,\"note\":null}").data()).isEqualTo(new Price("s", 1, null));
        assertThat(read(3, "{\"sku\":\"s\",\"cents\":1,\"note\":\"n\"}").data()).isEqualTo(new Price("s", 1, "n"));
    }

    @Test
    void aWrongTypeIsRefusedWithoutQuotingTheValue() {
        PermanentFailure failure = failing(types, envelope("PriceSet", 3, "{\"sku\":\"s\",\"cents\":\"secret\"}"));

        assertThat(failure).hasMessageContaining("data.cents");
        assertThat(Throwables.getStackTrace(failure)).doesNotContain("secret");
    }

    /** As a class whose module of Jackson is missing: nobody can read it. */
    record Unreadable(Runnable task) {}

    record Hidden(Secretive secretive) {}

    /** Without a constructor that Jackson may call. */
    static final class Secretive {

        private final int sum;

        Secretive(int first, int second) {
            sum = first + second;
        }

        @Override
        public String toString() {
            return "sum " + sum;
        }
    }

    record Positive(int number) {

        Positive {
            if (number < 1) {
                throw new IllegalArgumentException("a number below 1");
            }
        }
    }

    @Test
    void aClassThatJacksonCannotReadIsBlamedItselfWithJacksonsOwnWords() {
        PermanentFailure failure = unbound(Unreadable.class, "{\"task\":{\"secret\":1}}");

        assertThat(failure.reason()).isEqualTo(Reason.UNREADABLE_DATA);
        assertThat(failure)
                .hasMessageStartingWith(
                        "Odd cannot be read into Unreadable, whatever it holds: the consumer's class is at fault, or a module of Jackson that it needs is missing: ")
                .hasMessageContaining("java.lang.Runnable")
                .hasCauseInstanceOf(InvalidDefinitionException.class);
        assertThat(Throwables.getStackTrace(failure)).doesNotContain("secret");
        assertThat(unbound(Hidden.class, "{\"secretive\":{\"number\":4711}}"))
                .hasMessageContaining("the consumer's class is at fault");
    }

    @Test
    void whatJacksonQuotesIsTakenForTheProducersAndNotTold() {
        for (String value : List.of("4711", "\"4711\"", "true", "[4711]")) {
            PermanentFailure failure = unbound(Hidden.class, "{\"secretive\":" + value + "}");

            assertThat(failure).hasMessageStartingWith("Odd does not fit Hidden: data.secretive is ");
            assertThat(Throwables.getStackTrace(failure)).doesNotContain("4711");
        }
    }

    @Test
    void whatAConstructorThrowsIsTheCause() {
        assertThat(failing(Positive.class, "{\"number\":0}"))
                .hasMessage("Odd does not fit Positive: data is refused by Positive")
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a number below 1");
    }

    /** As the answers of calls are read, whose classes no start looks at. */
    private static PermanentFailure unbound(Class<?> type, String json) {
        return catchThrowableOfType(PermanentFailure.class, () -> new DataBinding().read(json, type, "Odd"));
    }

    private static PermanentFailure failing(Class<?> type, String data) {
        return failing(
                EventTypes.of(List.of(EventType.of("shop", "Odd", type)), new DataBinding()), envelope("Odd", 1, data));
    }

    @Test
    void anUpcasterThatFailsMakesTheEventUnreadable() {
        PermanentFailure failure = failing(types, envelope("PriceSet", 1, "{\"article\":\"1\"}"));

        assertThat(failure.reason()).isEqualTo(Reason.UNREADABLE_DATA);
        assertThat(failure).hasMessageContaining("schema version 1 could not be upcast to 3: NullPointerException");
    }

    @Test
    void timesAreReadAndWrittenAsText() {
        EventTypes timed = EventTypes.of(List.of(EventType.of("s", "Timed", Timed.class)), new DataBinding());
        Timed data = new Timed(Instant.parse("2026-11-21T08:00:00Z"), Duration.ofSeconds(90));

        ObjectNode written = new DataBinding().write(data);

        assertThat(written).hasToString("{\"at\":\"2026-11-21T08:00:00Z\",\"took\":\"PT1M30S\"}");
        assertThat(timed.read(envelope("Timed", 1, written.toString())).data()).isEqualTo(data);
    }

    @Test
    void dataThatIsNoObjectCannotBePublished() {
        assertThatThrownBy(() -> new DataBinding().write("text"))
                .hasMessageContaining("java.lang.String is not written as a JSON object");
    }

    @Test
    void aHoleInTheChainIsRefusedAtOnce() {
        EventType<Price> type = EventType.of("shop", "PriceSet", Price.class);

        assertThatThrownBy(() -> type.at(3, Upcast.from(1, data -> {})))
                .isInstanceOf(InvalidSchemaException.class)
                .hasMessage(
                        "Event type PriceSet has no step from version 2 towards 3; add Upcast.from(2, …), or say since(3, …)");
    }

    @Test
    void aCircleIsRefusedAtOnce() {
        EventType<Price> type = EventType.of("shop", "PriceSet", Price.class);

        assertThatThrownBy(() -> type.at(
                        3, Upcast.from(1, data -> {}), Upcast.from(2, data -> {}), Upcast.between(3, 1, data -> {})))
                .hasMessageContaining("from version 3 to 1, which leads in a circle");
    }

    @Test
    void twoStepsFromOneVersionAreRefusedAtOnce() {
        EventType<Price> type = EventType.of("shop", "PriceSet", Price.class);

        assertThatThrownBy(() -> type.at(
                        3, Upcast.from(1, data -> {}), Upcast.between(1, 3, data -> {}), Upcast.from(2, data -> {})))
                .hasMessageContaining("two steps from version 1");
    }

    @Test
    void aStepBeyondTheCurrentVersionIsRefusedAtOnce() {
        EventType<Price> type = EventType.of("shop", "PriceSet", Price.class);

        assertThatThrownBy(() -> type.at(2, Upcast.from(1, data -> {}), Upcast.from(2, data -> {})))
                .hasMessageContaining("from version 2 to 3, outside of versions 1 to 2");
    }

    @Test
    void aStepMayLeaveVersionsOut() {
        EventType<Price> jumping = EventType.of("shop", "PriceSet", Price.class)
                .at(
                        3,
                        Upcast.between(1, 3, data -> data.putAll(Map.of("sku", "jumped", "cents", 1))),
                        Upcast.from(2, data -> {}));

        assertThat(EventTypes.of(List.of(jumping), new DataBinding())
                        .read(envelope("PriceSet", 1, "{}"))
                        .data())
                .isEqualTo(new Price("jumped", 1, null));
    }

    @Test
    void twoTypesOfOneNameAreRefusedAtOnce() {
        assertThatThrownBy(() -> EventTypes.of(List.of(PRICE, PRICE), new DataBinding()))
                .hasMessageContaining("PriceSet is declared twice");
    }

    private Event<?> read(int version, String data) {
        return types.read(envelope("PriceSet", version, data));
    }

    private static PermanentFailure failing(EventTypes types, Envelope envelope) {
        return catchThrowableOfType(PermanentFailure.class, () -> types.read(envelope));
    }

    private static Envelope envelope(String type, int version, String data) {
        try {
            return new EventEnvelope(
                    "e-1",
                    "shop",
                    type,
                    version,
                    Instant.EPOCH,
                    null,
                    null,
                    CorrelationContext.none(),
                    null,
                    null,
                    (ObjectNode) new ObjectMapper().readTree(data));
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
