package dev.evenstep.internal.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.effect.InvalidEffectException;
import dev.evenstep.internal.schema.InvalidSchemaException;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.SubjectKeys;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldEncryptionTest {

    private static final EventType<ObjectNode> LETTER = EventType.of("post", "LetterSent", ObjectNode.class)
            .withPersonal("sender", "from", "pages.text")
            .withPersonal("addressee.number", "addressee.home");

    private static final String DATA = """
            {"sender":"s-1","from":{"name":"Ada","born":1815.120},"addressee":{"number":7,"home":"Turin"},\
            "pages":[{"text":"Dear","size":4},{"text":"sir","size":null}],"stamps":2}""";

    private final SubjectKeys keys = SubjectKeys.inMemory();

    @Test
    void whatIsPersonalIsNotThereInClearAndTheRestIs() {
        String encrypted = encrypted(DATA).dataJson();

        assertThat(encrypted).doesNotContain("Ada", "1815", "Turin", "Dear", "sir");
        assertThat(encrypted)
                .contains("\"sender\":\"s-1\"", "\"number\":7", "\"size\":4", "\"size\":null", "\"stamps\":2");
    }

    @Test
    void decryptedItIsTheSameToTheLastDecimal() {
        assertThat(keys.decrypt(encrypted(DATA)).dataJson()).isEqualTo(DATA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "true", "-0.50", "12345678901234567890", "\"\"", "\"ü€😀\"", "[1,[2,{}]]", "{\"a\":{}}"})
    void everyValueComesBack(String value) {
        String data = "{\"sender\":\"s-1\",\"from\":%s}".formatted(value);

        assertThat(keys.decrypt(encrypted(data)).dataJson()).isEqualTo(data);
    }

    @Test
    void theSameEventIsEncryptedToTheSameText() {
        assertThat(encrypted(DATA).dataJson()).isEqualTo(encrypted(DATA).dataJson());
    }

    @Test
    void equalValuesOfTwoEventsOrPlacesAreDifferentTexts() {
        String data = "{\"sender\":\"s-1\",\"pages\":[{\"text\":\"x\"},{\"text\":\"x\"}]}";
        Set<String> texts = Stream.of("1", "2")
                .flatMap(id -> texts(keys.encrypt(LETTER, envelope(id, data)).dataJson()))
                .collect(Collectors.toSet());

        assertThat(texts).hasSize(4);
    }

    @Test
    void noNonceIsMadeTwice() {
        Set<String> nonces = new HashSet<>();
        IntStream.range(0, 1_000)
                .mapToObj(i -> "{\"sender\":\"s-1\",\"from\":%d}".formatted(i))
                .flatMap(data -> texts(encrypted(data).dataJson()))
                .forEach(text -> nonces.add(text.substring(text.lastIndexOf('.') + 1, text.lastIndexOf('.') + 17)));

        assertThat(nonces).hasSize(1_000);
    }

    @Test
    void whoSaysWhoseAFieldIsIsNotPersonalItselfByAnyCall() {
        EventType<ObjectNode> mails = EventType.of("post", "MailSent", ObjectNode.class);

        assertThatThrownBy(() -> mails.withPersonal("number", "mail").withPersonal("mail", "note"))
                .isInstanceOf(InvalidSchemaException.class)
                .hasMessageContaining("the personal field mail");
        assertThatThrownBy(() -> mails.withPersonal("mail", "note").withPersonal("number", "mail"))
                .isInstanceOf(InvalidSchemaException.class)
                .hasMessageContaining("the personal field mail");
    }

    @Test
    void anEventOfAnotherSchemaVersionIsNotSentInClear() {
        Envelope older = envelope("1", DATA).withData(2, DATA);

        assertThatThrownBy(() -> keys.encrypt(LETTER, older))
                .isInstanceOf(InvalidEffectException.class)
                .hasMessageContaining("at schema version 1, and this event has 2");
    }

    @Test
    void aShortTextThatBeginsAsEncryptedOnesDoIsAText() {
        String data = "{\"note\":\"personal.1.QUFB.QUFB\"}";

        assertThat(SubjectKeys.inMemory().decrypt(envelope("1", data)).dataJson())
                .isEqualTo(data);
    }

    @Test
    void whatIsEncryptedAlreadyIsNotEncryptedAgain() {
        Envelope once = encrypted(DATA);

        assertThat(keys.encrypt(LETTER, once).dataJson()).isEqualTo(once.dataJson());
    }

    @Test
    void erasingAKeyErasesWhatIsAboutItsSubjectAndNothingElse() {
        Envelope encrypted = encrypted(DATA);

        keys.erase("s-1");

        assertThat(keys.decrypt(encrypted).dataJson()).isEqualTo("""
                        {"sender":"s-1","from":null,"addressee":{"number":7,"home":"Turin"},\
                        "pages":[{"text":null,"size":4},{"text":null,"size":null}],"stamps":2}""");
    }

    @Test
    void nothingIsKeptOfSomebodyWhoIsErased() {
        keys.erase("s-1");

        assertThat(encrypted(DATA).dataJson()).contains("\"from\":null").doesNotContain("Ada", "Dear");
    }

    @Test
    void otherKeysReadNothing() {
        assertThat(SubjectKeys.inMemory().decrypt(encrypted(DATA)).dataJson()).doesNotContain("Ada", "Turin", "sir");
    }

    @Test
    void aValueOfAnotherEventIsRefused() {
        Envelope moved = envelope("2", encrypted(DATA).dataJson());

        assertThatThrownBy(() -> keys.decrypt(moved))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.UNREADABLE_DATA))
                .hasMessage("LetterSent.from is encrypted for another event or place, or was altered");
    }

    @Test
    void aValueAtAnotherPlaceIsRefused() {
        Envelope encrypted = encrypted("{\"sender\":\"s-1\",\"pages\":[{\"text\":\"a\"},{\"text\":\"b\"}]}");
        var texts = texts(encrypted.dataJson()).toList();
        Envelope swapped = envelope(
                "1",
                "{\"sender\":\"s-1\",\"pages\":[{\"text\":\"%s\"},{\"text\":\"%s\"}]}"
                        .formatted(texts.get(1), texts.get(0)));

        assertThatThrownBy(() -> keys.decrypt(swapped)).isInstanceOf(PermanentFailure.class);
    }

    @Test
    void aTruncatedValueIsRefused() {
        Envelope cut = envelope(
                "1", encrypted(DATA).dataJson().replaceFirst("(personal\\.1\\.[^.]+\\.[^\"]{38})[^\"]*", "$1"));

        assertThatThrownBy(() -> keys.decrypt(cut)).isInstanceOf(PermanentFailure.class);
    }

    @Test
    void textThatOnlyLooksLikeItStays() {
        String data = "{\"sender\":\"s-1\",\"a\":\"personal.1.is what my notes are\",\"b\":\"personal.1.A.AAAAA\"}";

        assertThat(keys.decrypt(envelope("1", data)).dataJson()).isEqualTo(data);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"from\":1}",
                "{\"from\":1,\"sender\":null}",
                "{\"from\":1,\"sender\":\" \"}",
                "{\"from\":1,\"sender\":{}}"
            })
    void whoseItIsMustBeSaid(String data) {
        assertThatThrownBy(() -> encrypted(data))
                .isInstanceOf(InvalidEffectException.class)
                .hasMessage("LetterSent has the personal field from, and in sender nothing that says whose it is");
    }

    @Test
    void marksThatCannotBeMeantAreRefused() {
        EventType<ObjectNode> type = EventType.of("post", "LetterSent", ObjectNode.class);

        assertThatThrownBy(() -> type.withPersonal("sender")).isInstanceOf(InvalidSchemaException.class);
        assertThatThrownBy(() -> type.withPersonal("a.b", "a"))
                .isInstanceOf(InvalidSchemaException.class)
                .hasMessage("Event type LetterSent has the personal field a, which says whose fields are; name one that"
                        + " stays in clear");
        assertThatThrownBy(() -> type.withPersonal("sender", "a..b")).isInstanceOf(InvalidSchemaException.class);
    }

    private Envelope encrypted(String data) {
        return keys.encrypt(LETTER, envelope("1", data));
    }

    private static Envelope envelope(String id, String data) {
        return Envelope.of(id, "post", "LetterSent", Instant.parse("2026-11-21T08:00:00Z"))
                .withData(1, data);
    }

    private static Stream<String> texts(String json) {
        return java.util.regex.Pattern.compile("personal\\.1\\.[^\"]+")
                .matcher(json)
                .results()
                .map(match -> match.group());
    }
}
