package dev.evenstep.registry;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Avro's logical types ("Logical Types", Avro specification 1.12) as people write them: times of ISO 8601, decimals with all their digits. */
final class AvroLogicalTypes {

    private AvroLogicalTypes() {}

    interface Reading {
        Object simple(Schema schema) throws IOException;
    }

    /** Whether the type is one of them, and so is read and written. */
    static boolean write(Schema schema, Reading reading, JsonGenerator json) throws IOException {
        switch (schema.getLogicalType().getName()) {
            case "decimal" ->
                json.writeNumber(
                        decimal((byte[]) reading.simple(schema), (LogicalTypes.Decimal) schema.getLogicalType()));
            case "date" ->
                json.writeString(LocalDate.ofEpochDay(number(reading, schema)).toString());
            case "time-millis" -> json.writeString(time(number(reading, schema), 1_000_000));
            case "time-micros" -> json.writeString(time(number(reading, schema), 1_000));
            case "timestamp-millis" -> json.writeString(instant(number(reading, schema), ChronoUnit.MILLIS));
            case "timestamp-micros" -> json.writeString(instant(number(reading, schema), ChronoUnit.MICROS));
            case "timestamp-nanos" -> json.writeString(instant(number(reading, schema), ChronoUnit.NANOS));
            case "local-timestamp-millis" -> json.writeString(local(number(reading, schema), ChronoUnit.MILLIS));
            case "local-timestamp-micros" -> json.writeString(local(number(reading, schema), ChronoUnit.MICROS));
            case "local-timestamp-nanos" -> json.writeString(local(number(reading, schema), ChronoUnit.NANOS));
            case "uuid" -> json.writeString(uuid(reading.simple(schema)));
            case "duration" -> json.writeString(duration((byte[]) reading.simple(schema)));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static long number(Reading reading, Schema schema) throws IOException {
        return (Long) reading.simple(schema);
    }

    private static BigDecimal decimal(byte[] unscaled, LogicalTypes.Decimal type) {
        return new BigDecimal(new BigInteger(unscaled), type.getScale());
    }

    private static String time(long units, long nanos) {
        return LocalTime.ofNanoOfDay(Math.multiplyExact(units, nanos)).toString();
    }

    private static String instant(long units, ChronoUnit unit) {
        return Instant.EPOCH.plus(units, unit).toString();
    }

    private static String local(long units, ChronoUnit unit) {
        return LocalDateTime.ofInstant(Instant.EPOCH.plus(units, unit), ZoneOffset.UTC)
                .toString();
    }

    private static String uuid(Object value) {
        if (value instanceof byte[] bytes) {
            ByteBuffer parts = ByteBuffer.wrap(bytes);
            return new UUID(parts.getLong(), parts.getLong()).toString();
        }
        return (String) value;
    }

    /** Months, days and milliseconds, each of 32 bits without a sign, the lowest byte first. */
    private static String duration(byte[] bytes) {
        ByteBuffer parts = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        Period days = Period.of(0, parts.getInt(), parts.getInt());
        Duration time = Duration.ofMillis(Integer.toUnsignedLong(parts.getInt()));
        return days + (time.isZero() ? "" : time.toString().substring(1));
    }
}
