package dev.evenstep.eventstore.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EventEnvelope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitJsonTest {

    private static final Instant TIME = Instant.parse("2026-11-21T08:00:00Z");

    private final CommitJson json = new CommitJson();

    @Test
    void membersComeInAnyOrderAndUnknownOnesArePassedOver() {
        Envelope event = events("""
                {"later":{"x":[1,{"events":[2]}]},
                 "events":[{"data":{"n":1.50,"t":"}{\\"é€"},"later":[[]],"type":"Read","source":"meters","schemaversion":2,
                            "extensions":{"tag":"x","count":3,"flag":true}}],
                 "correlationid":"c","causationid":"d","actor":"anna","append":"a"}""").getFirst();

        assertThat(event.dataJson()).isEqualTo("{\"n\":1.50,\"t\":\"}{\\\"é€\"}");
        assertThat(event.extensions()).isEqualTo(Map.of("tag", "x", "count", 3, "flag", true, "actor", "anna"));
        assertThat(event)
                .returns("Read", Envelope::type)
                .returns("meters", Envelope::source)
                .returns(2, Envelope::schemaVersion)
                .returns(new CorrelationContext("c", "d", null), Envelope::correlation)
                .returns(EventIds.of("meter-1", "a", 0), Envelope::id);
    }

    /** Longer than what a parser reads at once. */
    @Test
    void dataIsFoundInALongText() {
        List<String> texts = List.of("a".repeat(50_000), "ü".repeat(50_000), "short");

        assertThat(events("{\"append\":\"a\",\"events\":[%s]}"
                        .formatted(String.join(
                                ",",
                                texts.stream()
                                        .map(text -> event("{\"t\":\"" + text + "\"}"))
                                        .toList()))))
                .extracting(event -> event.data().get("t"))
                .isEqualTo(texts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"events\":[{\"data\":{\"secret\":1}",
                "{\"append\":\"a\"} {}",
                "{\"events\":[{\"data\":{\"n\":secret}}]}",
                "{\"events\":[{\"data\":\"secret\"}]}"
            })
    void whatIsNoCommitIsMalformedAndNotQuoted(String content) {
        assertThatThrownBy(() -> events(content))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.MALFORMED))
                .hasMessageNotContaining("secret");
    }

    @Test
    void dataThatIsPassedOverHasLimitsToo() {
        assertThatThrownBy(() ->
                        events("{\"events\":[" + event("{\"n\":" + "[".repeat(200) + "]".repeat(200) + "}") + "]}"))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.TOO_DEEP));
    }

    @Test
    void anIdIsTheUuidOfAName() {
        assertThat(EventIds.of("meter-1", "a", 0)).isEqualTo("deb62f73-3d15-3ea3-bf49-7d1d3be8a225");
        assertThat(EventIds.in("meter-1", "a").of(1)).isEqualTo(EventIds.of("meter-1", "a", 1));
    }

    @Test
    void dataIsParsedOnce() {
        EventEnvelope event = EventEnvelope.of(
                events("{\"append\":\"a\",\"events\":[" + event("{}") + "]}").getFirst());

        assertThat(event.tree()).isSameAs(event.tree());
    }

    private static String event(String data) {
        return "{\"source\":\"meters\",\"type\":\"Read\",\"schemaversion\":1,\"data\":" + data + "}";
    }

    private List<Envelope> events(String content) {
        return json.events(new StreamCommit("meter-1", 1, 1, 1, TIME, content));
    }
}
