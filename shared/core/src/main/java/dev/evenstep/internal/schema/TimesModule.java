package dev.evenstep.internal.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import dev.evenstep.internal.event.Rfc3339;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.function.Function;

/** Moments as the text of RFC 3339, in both directions, whatever class they have. */
final class TimesModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    TimesModule() {
        add(Instant.class, OffsetDateTime::toInstant, time -> time.atOffset(ZoneOffset.UTC));
        add(OffsetDateTime.class, time -> time, time -> time);
        add(ZonedDateTime.class, OffsetDateTime::toZonedDateTime, ZonedDateTime::toOffsetDateTime);
        add(
                Date.class,
                time -> Date.from(time.toInstant()),
                time -> time.toInstant().atOffset(ZoneOffset.UTC));
        add(
                Calendar.class,
                time -> GregorianCalendar.from(time.toZonedDateTime()),
                time -> time.toInstant().atZone(time.getTimeZone().toZoneId()).toOffsetDateTime());
    }

    private <T> void add(Class<T> type, Function<OffsetDateTime, T> from, Function<T, OffsetDateTime> to) {
        addDeserializer(type, new Reader<>(type, from));
        addSerializer(type, new Writer<>(type, to));
    }

    private static final class Reader<T> extends StdScalarDeserializer<T> {

        private static final long serialVersionUID = 1L;

        private final transient Function<OffsetDateTime, T> from;

        Reader(Class<T> type, Function<OffsetDateTime, T> from) {
            super(type);
            this.from = from;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            try {
                return from.apply(Rfc3339.parse(json.getText()));
            } catch (DateTimeException invalid) {
                throw InvalidFormatException.from(json, "", "", handledType());
            }
        }
    }

    private static final class Writer<T> extends StdScalarSerializer<T> {

        private static final long serialVersionUID = 1L;

        private final transient Function<T, OffsetDateTime> to;

        Writer(Class<T> type, Function<T, OffsetDateTime> to) {
            super(type);
            this.to = to;
        }

        @Override
        public void serialize(T time, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(Rfc3339.text(to.apply(time)));
        }
    }
}
