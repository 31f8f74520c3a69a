package dev.evenstep.examples.sensors;

import dev.evenstep.consume.Consumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.schema.EventType;
import dev.evenstep.streaming.Aggregation;
import dev.evenstep.streaming.Keyed;
import dev.evenstep.streaming.Pattern;
import dev.evenstep.streaming.StreamConsumer;
import dev.evenstep.streaming.StreamDefinition;
import dev.evenstep.streaming.Windows;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** What is made of the readings of devices: averages, two alarms, and a command. */
final class Sensors {

    static final EventType<Reading> READING = EventType.of("devices", "TemperatureRead", Reading.class);
    static final EventType<MinuteAverage> MINUTE_AVERAGE =
            EventType.of("sensors", "MinuteAveraged", MinuteAverage.class);
    static final EventType<Reading> LATE_READING = EventType.of("sensors", "ReadingCameLate", Reading.class);
    static final EventType<DeviceHot> DEVICE_HOT = EventType.of("sensors", "DeviceOverheated", DeviceHot.class);
    static final EventType<DeviceSilent> DEVICE_SILENT = EventType.of("sensors", "DeviceSilent", DeviceSilent.class);
    static final EventType<SwitchOff> SWITCH_OFF = EventType.of("sensors", "SwitchOff", SwitchOff.class);

    private static final BigDecimal LIMIT = BigDecimal.valueOf(80);
    private static final Keyed<Reading> READINGS = Keyed.of(READING, Reading::deviceId);

    /** Ten seconds after each minute; what comes later is sent on as it is. */
    static final StreamDefinition AVERAGES = Windows.tumbling(Duration.ofMinutes(1))
            .allowedLateness(Duration.ofSeconds(10))
            .of(READINGS, Aggregation.average(Reading::celsius))
            .sends(MINUTE_AVERAGE, window -> new MinuteAverage(window.key(), window.start(), window.value()))
            .sendsLate(LATE_READING, event -> event.as(Reading.class).data());

    /** Three readings above the limit within a minute. Then it begins anew, two seconds being allowed for readings to come. */
    static final StreamDefinition OVERHEATING = Pattern.times(
                    3, READINGS.where(reading -> reading.celsius().compareTo(LIMIT) > 0))
            .within(Duration.ofMinutes(1))
            .startingAnew(Duration.ofSeconds(2))
            .sends(DEVICE_HOT, match -> new DeviceHot(match.key(), match.last().time()));

    /** No reading for five minutes. */
    static final StreamDefinition SILENCE = Pattern.absence(READINGS)
            .longerThan(Duration.ofMinutes(5), Duration.ofSeconds(10))
            .sends(
                    DEVICE_SILENT,
                    match -> new DeviceSilent(match.key(), match.last().time()));

    static final Consumer AVERAGE_READINGS = of("average-readings", AVERAGES);
    static final Consumer DETECT_OVERHEATING = of("detect-overheating", OVERHEATING);
    static final Consumer DETECT_SILENCE = of("detect-silence", SILENCE);

    static final Consumer COMMAND_DEVICES = Consumer.transactional("command-devices")
            .on(
                    DEVICE_HOT,
                    hot -> Effect.none()
                            .publishUnordered(
                                    SWITCH_OFF, new SwitchOff(hot.data().deviceId(), "It is above 80 °C")));

    private Sensors() {}

    /** Each has an item of its own for each device. */
    private static Consumer of(String name, StreamDefinition definition) {
        return StreamConsumer.of(
                name, device -> ItemKey.of("sensors", "device", device).and("consumer", name), definition);
    }

    record Reading(String deviceId, BigDecimal celsius) {}

    record MinuteAverage(String deviceId, Instant minute, BigDecimal celsius) {}

    record DeviceHot(String deviceId, Instant since) {}

    record DeviceSilent(String deviceId, Instant lastReadingAt) {}

    /** A command, for what keeps the connections to devices. */
    record SwitchOff(String deviceId, String reason) {}
}
