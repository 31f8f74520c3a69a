package com.example.meters.readings;

import dev.evenstep.schema.EventType;
import dev.evenstep.schema.Upcast;
import java.math.BigDecimal;
import java.util.Map;

/** What a meter's register showed. The event's subject is the meter, its version counts the meter's readings. */
public record Reading(String customer, long wattHours) {

    /** Version 1 had kilowatt-hours as text. */
    public static final EventType<Reading> TYPE =
            EventType.of("meter-operator", "Reading", Reading.class).at(2, Upcast.from(1, Reading::toWattHours));

    private static void toWattHours(Map<String, Object> data) {
        if (data.remove("kwh") instanceof String kilowattHours) {
            data.put("wattHours", new BigDecimal(kilowattHours).movePointRight(3).longValueExact());
        }
    }
}
