package dev.evenstep.cli.run;

import dev.evenstep.local.lambda.report.FunctionEvent;
import dev.evenstep.local.lambda.report.FunctionEvents;
import dev.evenstep.local.lambda.report.FunctionLog;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Shows functions' lines with their names, and what becomes of their instances. */
public final class FunctionOutput implements FunctionLog, FunctionEvents {

    /** How much is shown. */
    public enum Detail {
        NOTHING,
        /** What happens to instances, when it is trouble. */
        TROUBLE,
        /** And what functions print, without what is for machines. */
        LINES,
        /** And every line there is. */
        EVERYTHING
    }

    /** Lambda's own lines around an invocation, and metric lines. */
    private static final Pattern FOR_MACHINES = Pattern.compile("(START|END|REPORT|INIT_START) .*|\\{\"_aws\":.*");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private final PrintWriter out;
    private final Detail detail;

    public FunctionOutput(PrintWriter out, Detail detail) {
        this.out = out;
        this.detail = detail;
    }

    @Override
    public void line(String function, String logStream, Instant time, String line) {
        boolean shown = switch (detail) {
            case NOTHING, TROUBLE -> false;
            case LINES -> !FOR_MACHINES.matcher(line).matches();
            case EVERYTHING -> true;
        };
        if (shown) {
            print(time, function, line);
        }
    }

    @Override
    public void happened(FunctionEvent event) {
        boolean trouble = !(event instanceof FunctionEvent.Started || event instanceof FunctionEvent.CodeReplaced);
        boolean shown = switch (detail) {
            case NOTHING -> false;
            case TROUBLE -> trouble;
            case LINES, EVERYTHING -> true;
        };
        if (shown) {
            print(Instant.now(), event.function(), (trouble ? "! " : "") + event.text());
        }
    }

    private void print(Instant time, String function, String line) {
        out.printf("%s  %-22s  %s%n", TIME.format(LocalTime.ofInstant(time, ZoneId.systemDefault())), function, line);
    }
}
