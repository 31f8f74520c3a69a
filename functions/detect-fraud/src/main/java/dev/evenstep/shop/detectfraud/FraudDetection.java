package dev.evenstep.shop.detectfraud;

import dev.evenstep.consume.Consumer;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.schema.EventType;
import dev.evenstep.schema.Upcast;
import dev.evenstep.streaming.Keyed;
import dev.evenstep.streaming.Match;
import dev.evenstep.streaming.Pattern;
import dev.evenstep.streaming.StreamConsumer;
import dev.evenstep.streaming.StreamDefinition;
import java.time.Duration;

/**
 * Three declined payments of one customer within a minute, by the times at which they were declined and in whichever order they come.
 * Every decline that is the third or a later one within a minute is told of, at once.
 */
public final class FraudDetection {

    /** Before version 3 it did not say whose payment it was. */
    static final EventType<PaymentDeclined> PAYMENT_DECLINED = EventType.of(
                    "payments", "PaymentDeclined", PaymentDeclined.class)
            .at(3, Upcast.from(1, data -> {}), Upcast.from(2, data -> {}));

    static final EventType<FraudSuspected> FRAUD_SUSPECTED =
            EventType.of("fraud", "FraudSuspected", FraudSuspected.class);

    static final StreamDefinition PATTERN = Pattern.times(
                    3,
                    Keyed.of(PAYMENT_DECLINED, PaymentDeclined::customer)
                            .where(declined -> declined.customerId() != null))
            .within(Duration.ofMinutes(1))
            .sends(FRAUD_SUSPECTED, FraudDetection::suspected);

    public static final Consumer CONSUMER =
            StreamConsumer.of("detect-fraud", customer -> ItemKey.of("declines", "customerId", customer), PATTERN);

    private FraudDetection() {}

    private static FraudSuspected suspected(Match match) {
        return new FraudSuspected(
                match.key(),
                match.events().size(),
                match.first().time(),
                match.last().time(),
                match.last().id());
    }
}
