package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.schema.EventType;
import dev.evenstep.streaming.Aggregation;
import dev.evenstep.streaming.Keyed;
import dev.evenstep.streaming.Match;
import dev.evenstep.streaming.Pattern;
import dev.evenstep.streaming.StreamDefinition;
import dev.evenstep.streaming.WindowResult;
import dev.evenstep.streaming.Windows;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StreamScenarioTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    record Paid(String customer, BigDecimal amount) {}

    record Declined(String customer) {}

    record Figure(String customer, BigDecimal value) {}

    record Alarm(String customer, int events) {}

    private static final EventType<Paid> PAID = EventType.of("bank", "Paid", Paid.class);
    private static final EventType<Declined> DECLINED = EventType.of("bank", "Declined", Declined.class);
    private static final EventType<Figure> FIGURE = EventType.of("figures", "Figure", Figure.class);
    private static final EventType<Alarm> ALARM = EventType.of("figures", "Alarm", Alarm.class);
    private static final EventType<Paid> TOO_LATE = EventType.of("figures", "TooLate", Paid.class);

    private static final Keyed<Paid> PAYMENTS = Keyed.of(PAID, Paid::customer);
    private static final Keyed<Declined> DECLINES = Keyed.of(DECLINED, Declined::customer);

    private static Paid paid(int amount) {
        return new Paid("c", BigDecimal.valueOf(amount));
    }

    private static Figure figure(WindowResult<BigDecimal> window) {
        return new Figure(window.key(), window.value());
    }

    private static Alarm alarm(Match match) {
        return new Alarm(match.key(), match.events().size());
    }

    private static StreamDefinition perMinute(Aggregation<Paid, BigDecimal> aggregation) {
        return Windows.tumbling(MINUTE)
                .allowedLateness(Duration.ofSeconds(10))
                .of(PAYMENTS, aggregation)
                .sends(FIGURE, StreamScenarioTest::figure);
    }

    @Test
    void aWindowSendsItsResultOnceItIsOverAndWhatIsLateNothing() {
        StreamScenario.of(perMinute(Aggregation.sum(Paid::amount)))
                .when(PAID, paid(1))
                .whenAgain()
                .when(PAID, paid(2))
                .whenPassed(Duration.ofSeconds(65))
                .thenSendsNothing()
                .when(PAID, paid(4), Duration.ofSeconds(30))
                .thenSendsNothing()
                .whenPassed(Duration.ofSeconds(5))
                .thenSends(FIGURE, new Figure("c", BigDecimal.valueOf(7)))
                .when(PAID, paid(8), Duration.ofSeconds(20))
                .thenIsLate()
                .thenSendsNothing()
                .whenPassed(Duration.ofHours(1))
                .thenSendsNothing();
    }

    @Test
    void eachAggregationIsExact() {
        expect(Aggregation.min(Paid::amount), "1");
        expect(Aggregation.max(Paid::amount), "4");
        expect(Aggregation.average(Paid::amount), "2.333333333333333");
        expect(Aggregation.<Paid>count().then(BigDecimal::valueOf), "3");
    }

    private static void expect(Aggregation<Paid, BigDecimal> aggregation, String value) {
        StreamScenario.of(perMinute(aggregation))
                .when(PAID, paid(2))
                .when(PAID, paid(4))
                .when(PAID, paid(1))
                .whenPassed(Duration.ofMinutes(2))
                .thenSends(FIGURE, new Figure("c", new BigDecimal(value)));
    }

    @Test
    void whatIsLateCanBeSent() {
        StreamScenario.of(perMinute(Aggregation.sum(Paid::amount))
                        .sendsLate(TOO_LATE, event -> event.as(Paid.class).data()))
                .when(PAID, paid(1), Duration.ofHours(1))
                .thenIsLate()
                .thenSends(TOO_LATE, paid(1))
                .whenAgain();
    }

    @Test
    void aSessionEndsWhenNothingComesForItsGap() {
        StreamScenario.of(Windows.session(MINUTE, SECOND)
                        .of(PAYMENTS, Aggregation.sum(Paid::amount))
                        .sends(FIGURE, StreamScenarioTest::figure))
                .when(PAID, paid(1))
                .whenPassed(Duration.ofSeconds(50))
                .when(PAID, paid(2))
                .whenPassed(Duration.ofSeconds(50))
                .thenSendsNothing()
                .whenPassed(Duration.ofSeconds(11))
                .thenSends(FIGURE, new Figure("c", BigDecimal.valueOf(3)));
    }

    @Test
    void aTimerOfAnyLengthIsSentAnewUntilItIsDue() {
        StreamScenario scenario = StreamScenario.of(Windows.session(Duration.ofDays(3), SECOND)
                        .of(PAYMENTS, Aggregation.sum(Paid::amount))
                        .sends(FIGURE, StreamScenarioTest::figure))
                .when(PAID, paid(1));
        for (int hour = 0; hour < 72; hour++) {
            scenario.whenPassed(Duration.ofHours(1)).thenSendsNothing();
        }
        scenario.whenPassed(SECOND).thenSends(FIGURE, new Figure("c", BigDecimal.ONE));
    }

    @Test
    void thePatternIsMatchedAtOnceByEachEventThatCompletesIt() {
        StreamScenario.of(Pattern.times(3, DECLINES).within(MINUTE).sends(ALARM, StreamScenarioTest::alarm))
                .when(DECLINED, new Declined("c"))
                .when(DECLINED, new Declined("other"))
                .when(DECLINED, new Declined("c"))
                .thenSendsNothing()
                .when(DECLINED, new Declined("c"), Duration.ofSeconds(59))
                .thenSends(ALARM, new Alarm("c", 3))
                .whenAgain()
                .when(DECLINED, new Declined("c"))
                .thenSends(ALARM, new Alarm("c", 3))
                .whenPassed(Duration.ofSeconds(61))
                .when(DECLINED, new Declined("c"))
                .thenSendsNothing();
    }

    @Test
    void startingAnewWhatWasMatchedIsOfNoMoreUse() {
        StreamScenario.of(Pattern.times(2, DECLINES)
                        .within(MINUTE)
                        .startingAnew(SECOND)
                        .sends(ALARM, StreamScenarioTest::alarm))
                .when(DECLINED, new Declined("c"))
                .when(DECLINED, new Declined("c"))
                .thenSendsNothing()
                .whenPassed(SECOND)
                .thenSends(ALARM, new Alarm("c", 2))
                .when(DECLINED, new Declined("c"))
                .whenPassed(SECOND)
                .thenSendsNothing();
    }

    @Test
    void aSequenceIsOneAfterTheOther() {
        StreamScenario.of(Pattern.sequence(DECLINES)
                        .then(PAYMENTS.where(paid -> paid.amount().signum() > 0))
                        .within(MINUTE)
                        .sends(ALARM, StreamScenarioTest::alarm))
                .when(PAID, paid(1))
                .when(DECLINED, new Declined("c"))
                .when(PAID, paid(0))
                .thenSendsNothing()
                .whenPassed(SECOND)
                .when(PAID, paid(1))
                .thenSends(ALARM, new Alarm("c", 2));
    }

    @Test
    void whatIsAbsentIsToldOnce() {
        StreamScenario.of(Pattern.absence(PAYMENTS)
                        .longerThan(Duration.ofMinutes(5), SECOND)
                        .sends(ALARM, StreamScenarioTest::alarm))
                .when(PAID, paid(1))
                .whenPassed(Duration.ofMinutes(4))
                .when(PAID, paid(1))
                .whenPassed(Duration.ofMinutes(5))
                .thenSendsNothing()
                .whenPassed(SECOND)
                .thenSends(ALARM, new Alarm("c", 1))
                .whenPassed(Duration.ofDays(1))
                .thenSendsNothing();
    }

    @Test
    void whatIsNotFollowedIsTold() {
        StreamScenario.of(Pattern.notFollowed(DECLINES, PAYMENTS)
                        .longerThan(MINUTE, SECOND)
                        .sends(ALARM, StreamScenarioTest::alarm))
                .when(DECLINED, new Declined("c"))
                .whenPassed(SECOND)
                .when(PAID, paid(1))
                .whenPassed(MINUTE.multipliedBy(2))
                .thenSendsNothing()
                .when(DECLINED, new Declined("c"))
                .whenPassed(MINUTE.plus(SECOND))
                .thenSends(ALARM, new Alarm("c", 1));
    }

    @Test
    void whatIsOfTomorrowOrMakesTheStateTooLargeIsPoison() {
        StreamScenario.of(Windows.tumbling(MINUTE)
                        .of(
                                PAYMENTS,
                                Aggregation.fold(
                                        Texts.class,
                                        new Texts(""),
                                        (texts, paid) -> new Texts(texts.text + "x".repeat(200_000)),
                                        (one, other) -> one))
                        .sends(FIGURE, window -> new Figure(window.key(), BigDecimal.ONE)))
                .when(PAID, paid(1), Duration.ofHours(-25))
                .thenPoison()
                .when(PAID, paid(1))
                .when(PAID, paid(1))
                .thenPoison()
                .thenSendsNothing();
    }

    record Texts(String text) {}

    @Test
    void whatCannotWorkIsRefused() {
        assertThatThrownBy(() -> Windows.tumbling(Duration.ZERO)).hasMessageContaining("The size is PT0S");
        assertThatThrownBy(() -> Windows.sliding(MINUTE, Duration.ofMillis(10))).hasMessageContaining("6000");
        assertThatThrownBy(() -> Pattern.times(0, DECLINES)).hasMessageContaining("0 events");
        assertThatThrownBy(() -> Pattern.times(61, DECLINES).within(MINUTE)).hasMessageContaining("61 steps");
    }
}
