package dev.evenstep.local.bus;

import dev.evenstep.engine.protocol.RequestParameters;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names as EventBridge takes them (API reference: {@code CreateEventBus}, {@code PutRule}, {@code PutTargets}). */
final class BusNames {

    private static final Pattern BUS = Pattern.compile("[/\\.\\-_A-Za-z0-9]+");
    private static final Pattern RULE = Pattern.compile("[\\.\\-_A-Za-z0-9]+");
    private static final Pattern BUS_OR_ARN =
            Pattern.compile("(arn:aws[\\w-]*:events:[a-z]+-[a-z]+-[\\w-]+:[0-9]{12}:event-bus/)?[/\\.\\-_A-Za-z0-9]+");
    private static final String BUS_IN_ARN = ":event-bus/";

    private BusNames() {}

    static String newBus(RequestParameters request) {
        return request.text("Name", 256, BUS).orElseThrow(() -> request.missing("Name"));
    }

    /** A bus by name or ARN; {@code default} where none is named. */
    static String bus(RequestParameters request, String parameter) {
        return optionalBus(request, parameter).orElse(EventBuses.DEFAULT);
    }

    static Optional<String> optionalBus(RequestParameters request, String parameter) {
        return request.text(parameter, 1600, BUS_OR_ARN).map(BusNames::withoutArn);
    }

    private static String withoutArn(String nameOrArn) {
        int name = nameOrArn.indexOf(BUS_IN_ARN);
        return name < 0 ? nameOrArn : nameOrArn.substring(name + BUS_IN_ARN.length());
    }

    static String rule(RequestParameters request, String parameter) {
        return request.text(parameter, 64, RULE).orElseThrow(() -> request.missing(parameter));
    }

    static String target(RequestParameters target) {
        return target.text("Id", 64, RULE).orElseThrow(() -> target.missing("Id"));
    }
}
