package dev.evenstep.cli.doctor;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;

/** A diagnosis for a person, and for a program. */
record DiagnosisReport(String stack, Diagnosis diagnosis) {

    void print(PrintWriter out) {
        String heading = "";
        for (var ailment : diagnosis.findings()) {
            var harm = ailment.harm().inWords();
            if (!harm.equals(heading)) {
                out.println(harm + ":");
                heading = harm;
            }
            out.println("  " + ailment.finding());
        }
        diagnosis.notChecked().forEach((what, count) -> out.println("not checked: " + what + " (" + count + ")"));
        if (!diagnosis.unjudged().isEmpty()) {
            out.println("not judged of all resources for that: " + String.join(", ", diagnosis.unjudged()));
        }
        var count = diagnosis.findings().size();
        out.println((count == 0 ? "nothing" : count == 1 ? "1 thing" : count + " things") + " found in "
                + diagnosis.resources() + " resources of " + stack);
    }

    ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode().put("stack", stack).put("resources", diagnosis.resources());
        var findings = json.putArray("findings");
        for (var ailment : diagnosis.findings()) {
            var finding = ailment.finding();
            findings.addObject()
                    .put("harm", ailment.harm().inWords())
                    .put("rule", finding.rule())
                    .put("resource", finding.resource())
                    .put("property", finding.property())
                    .put("value", finding.value())
                    .put("remedy", finding.demand());
        }
        var notChecked = json.putArray("notChecked");
        diagnosis
                .notChecked()
                .forEach((what, count) -> notChecked
                        .addObject()
                        .put("kind", what.kind())
                        .put("action", what.action())
                        .put("reason", what.reason())
                        .put("resources", count));
        var unjudged = json.putArray("unjudged");
        diagnosis.unjudged().forEach(unjudged::add);
        return json;
    }
}
