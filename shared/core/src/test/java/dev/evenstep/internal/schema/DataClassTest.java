package dev.evenstep.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.schema.EventType;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataClassTest {

    enum Colour {
        RED,
        GREEN
    }

    record Line(String article, int quantity) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({@JsonSubTypes.Type(Card.class), @JsonSubTypes.Type(Invoice.class)})
    sealed interface Payment {}

    @JsonTypeName("card")
    record Card(String number) implements Payment {}

    @JsonTypeName("invoice")
    record Invoice(LocalDate due) implements Payment {}

    record Everything(
            Instant at,
            LocalDate day,
            Duration took,
            Colour colour,
            Optional<String> note,
            BigDecimal price,
            BigInteger count,
            UUID id,
            URI link,
            Line first,
            List<Line> lines,
            Map<String, Line> byArticle,
            Set<Line> distinct,
            Map<Colour, Integer> byColour,
            Payment payment,
            List<Payment> payments,
            @Nullable Everything nested,
            JsonNode free,
            @Nullable Object any) {}

    private static final String EVERYTHING = """
            {"at":"2026-11-21T08:00:00Z","day":"2026-11-21","took":"PT1M","colour":"RED","note":"n","price":12.50,
             "count":123456789012345678901234567890,"id":"00000000-0000-0000-0000-000000000001","link":"https://a.b/c",
             "first":{"article":"a","quantity":1},"lines":[{"article":"b","quantity":2}],
             "byArticle":{"c":{"article":"c","quantity":3}},"distinct":[{"article":"d","quantity":4}],
             "byColour":{"GREEN":5},"payment":{"kind":"card","number":"17"},
             "payments":[{"kind":"invoice","due":"2026-12-01"}],"free":{"x":1},"any":[true]}""";

    @Test
    void whatUsersExpectIsReadAndComesOutAsItWentIn() throws Exception {
        EventTypes types = EventTypes.of(List.of(EventType.of("s", "Everything", Everything.class)), new DataBinding());
        DataBinding binding = new DataBinding();
        ObjectNode data = (ObjectNode) new ObjectMapper().readTree(EVERYTHING);

        Everything read = (Everything) types.read(envelope("Everything", data)).data();

        assertThat(read.at()).isEqualTo("2026-11-21T08:00:00Z");
        assertThat(read.day()).isEqualTo("2026-11-21");
        assertThat(read.took()).isEqualTo(Duration.ofMinutes(1));
        assertThat(read.colour()).isEqualTo(Colour.RED);
        assertThat(read.note()).contains("n");
        assertThat(read.price()).isEqualByComparingTo("12.5");
        assertThat(read.count()).isEqualTo("123456789012345678901234567890");
        assertThat(read.lines()).containsExactly(new Line("b", 2));
        assertThat(read.byArticle()).containsEntry("c", new Line("c", 3));
        assertThat(read.byColour()).containsEntry(Colour.GREEN, 5);
        assertThat(read.payment()).isEqualTo(new Card("17"));
        assertThat(read.payments()).containsExactly(new Invoice(LocalDate.of(2026, 12, 1)));
        assertThat(read.nested()).isNull();
        Everything again = (Everything)
                types.read(envelope("Everything", binding.write(read))).data();
        assertThat(again).usingRecursiveComparison().ignoringFields("free").isEqualTo(read);
    }

    private static Envelope envelope(String type, ObjectNode data) {
        return new EventEnvelope(
                "e", "s", type, 1, Instant.EPOCH, null, null, CorrelationContext.none(), null, null, data);
    }

    interface Shape {}

    record WithInterface(Line fine, Shape shape) {}

    record WithInterfaces(List<Map<String, Shape>> shapes) {}

    record WithOptional(Optional<Shape> shape) {}

    record WithRunnable(Runnable task) {}

    private final String outer = "outer";

    class Inner {

        String outer() {
            return outer;
        }
    }

    record WithInner(Inner inner) {}

    static final class Closed {

        Closed(int first, int second) {
            assertThat(first).isEqualTo(second);
        }
    }

    record WithClosed(Closed closed) {}

    record WithLock(Map<Line, String> byLine) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes(@JsonSubTypes.Type(Broken.class))
    interface Broad {}

    record Broken(Closed closed) implements Broad {}

    record WithSubtype(Broad broad) {}

    @Test
    void whatCannotBeReadIsRefusedAtTheStartWithItsPlaceAndTheReason() {
        refused(WithInterface.class, "WithInterface.shape", "is an interface, and nothing says what to make of it");
        refused(WithInterfaces.class, "WithInterfaces.shapes[][]", "is an interface");
        refused(WithOptional.class, "WithOptional.shape", "is an interface");
        refused(WithRunnable.class, "WithRunnable.task", "java.lang.Runnable, is an interface");
        refused(WithInner.class, "WithInner.inner", "is an inner class");
        refused(WithClosed.class, "WithClosed.closed", "has no constructor that Jackson can call");
        refused(WithLock.class, "WithLock", "Cannot find a (Map) Key deserializer");
        refused(WithSubtype.class, "WithSubtype.broad(Broken).closed", "has no constructor");
        refused(Shape.class, "Shape", "is an interface");
    }

    private static void refused(Class<?> type, String place, String reason) {
        assertThatThrownBy(() -> EventTypes.of(List.of(EventType.of("s", "Odd", type)), new DataBinding()))
                .isInstanceOf(InvalidSchemaException.class)
                .hasMessageStartingWith("Event type Odd: " + place + ", of ")
                .hasMessageContaining(reason);
    }

    record Annotated(
            @JsonTypeInfo(use = JsonTypeInfo.Id.NAME) @JsonSubTypes(@JsonSubTypes.Type(Square.class))
            Shape shape) {}

    record Square(int side) implements Shape {}

    record OfText(@JsonDeserialize(using = AsShape.class) Shape shape) {}

    static final class AsShape extends StdDeserializer<Shape> {

        private static final long serialVersionUID = 1;

        AsShape() {
            super(Shape.class);
        }

        @Override
        public Shape deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String unused = StringDeserializer.instance.deserialize(json, context);
            return new Shape() {};
        }
    }

    static final class Created {

        final String text;

        private Created(String text) {
            this.text = text;
        }

        @JsonCreator
        static Created of(String text) {
            return new Created(text);
        }
    }

    record WithCreated(Created created) {}

    @ParameterizedTest
    @ValueSource(classes = {OfText.class, Annotated.class, WithCreated.class, Everything.class})
    void whatHasAWayOfItsOwnIsNot(Class<?> type) {
        assertThat(EventTypes.of(List.of(EventType.of("s", "Fine", type)), new DataBinding())
                        .names())
                .containsExactly("Fine");
    }
}
