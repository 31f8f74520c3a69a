package dev.evenstep.internal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    /** The first five are the examples of RFC 3339, section 5.8. */
    @ParameterizedTest
    @CsvSource({
        "1985-04-12T23:20:50.52Z,              1985-04-12T23:20:50.520Z",
        "1996-12-19T16:39:57-08:00,            1996-12-20T00:39:57Z",
        "1990-12-31T23:59:60Z,                 1991-01-01T00:00:00Z",
        "1990-12-31T15:59:60-08:00,            1991-01-01T00:00:00Z",
        "1937-01-01T12:00:27.87+00:20,         1937-01-01T11:40:27.870Z",
        "2026-11-21t08:00:00z,                 2026-11-21T08:00:00Z",
        "2026-11-21T08:00:00-00:00,            2026-11-21T08:00:00Z",
        "2026-11-21T08:00:00.123456789999999Z, 2026-11-21T08:00:00.123456789Z",
        "2026-11-21T08:00:00+23:59,            2026-11-20T08:01:00Z",
        "2024-02-29T00:00:00Z,                 2024-02-29T00:00:00Z",
        "0000-01-01T00:00:00Z,                 0000-01-01T00:00:00Z"
    })
    void aTimeOfRfc3339IsRead(String text, Instant time) {
        assertThat(Rfc3339.parse(text).toInstant()).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1795248000",
                "2026-11-21",
                "2026-11-21T08:00Z",
                "2026-11-21T08:00:00",
                "2026-11-21T08:00:00+01",
                "2026-11-21T08:00:00+0100",
                "2026-11-21T08:00:00+01:00:30",
                "2026-11-21T08:00:00+24:00",
                "2026-11-21T08:00:00+01:60",
                "2026-11-21T08:00:00.Z",
                "2026-11-21T08:00:00,5Z",
                "2026-11-21 08:00:00Z",
                " 2026-11-21T08:00:00Z",
                "2026-11-21T08:00:00Z ",
                "2026-11-21T08:00:00Z[UTC]",
                "2026-11-21T24:00:00Z",
                "2026-11-21T08:60:00Z",
                "2026-11-21T08:00:60Z",
                "2026-11-21T08:00:61Z",
                "2026-02-29T08:00:00Z",
                "2026-13-01T08:00:00Z",
                "2026-W47-6T08:00:00Z",
                "2026-325T08:00:00Z",
                "20261121T080000Z",
                "0000-01-01T00:00:00+01:00",
                "9999-12-31T23:59:59-01:00",
                "9999-12-31T23:59:60Z",
                "+12026-11-21T08:00:00Z",
                "-0001-11-21T08:00:00Z",
                "٢٠٢٦-11-21T08:00:00Z"
            })
    void whatRfc3339DoesNotHaveIsRefusedWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> Rfc3339.parse(text))
                .isInstanceOf(DateTimeException.class)
                .hasMessage("not a time of RFC 3339, such as 2026-11-21T08:00:00Z")
                .hasNoCause();
    }

    @Test
    void theOffsetIsKept() {
        assertThat(Rfc3339.parse("2026-11-21T09:00:00+01:00")).isEqualTo("2026-11-21T09:00:00+01:00");
        assertThat(Rfc3339.text(Rfc3339.parse("2026-11-21T09:00:00+01:00"))).isEqualTo("2026-11-21T09:00:00+01:00");
    }

    @Test
    void secondsAreAlwaysWritten() {
        assertThat(Rfc3339.text(Instant.parse("2026-11-21T08:00:00Z"))).isEqualTo("2026-11-21T08:00:00Z");
        assertThat(Rfc3339.text(Instant.parse("2026-11-21T08:00:00.123456789Z")))
                .isEqualTo("2026-11-21T08:00:00.123456789Z");
        assertThat(Rfc3339.text(Instant.parse("0001-01-01T00:00:00Z"))).isEqualTo("0001-01-01T00:00:00Z");
    }

    @Test
    void anOffsetWithSecondsIsWrittenAtUtc() {
        OffsetDateTime odd = LocalDateTime.parse("2026-11-21T08:00:30").atOffset(ZoneOffset.ofTotalSeconds(30));

        assertThat(Rfc3339.text(odd)).isEqualTo("2026-11-21T08:00:00Z");
    }

    @Test
    void aYearThatRfc3339DoesNotHaveIsNotWritten() {
        assertThatThrownBy(() -> Rfc3339.text(Instant.parse("+10000-01-01T00:00:00Z")))
                .hasMessage("time is in the year 10000; RFC 3339 has the years 0 to 9999");
        assertThatThrownBy(() -> Rfc3339.text(Instant.parse("-0001-01-01T00:00:00Z")))
                .hasMessageContaining("time is in the year -1;");
    }
}
