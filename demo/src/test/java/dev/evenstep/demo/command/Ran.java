package dev.evenstep.demo.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** One run of the command in this JVM: how it ended and what it said. */
record Ran(int code, String out, String err) {

    static Ran of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = DemoMain.command().run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Ran(code, out.toString(), err.toString());
    }

    /** The last line of standard output, as programs read it. */
    JsonNode json() {
        List<String> lines = out.lines().toList();
        try {
            return new ObjectMapper().readTree(lines.getLast());
        } catch (JsonProcessingException failure) {
            throw new AssertionError("not JSON: " + lines.getLast() + "\n" + err, failure);
        }
    }
}
