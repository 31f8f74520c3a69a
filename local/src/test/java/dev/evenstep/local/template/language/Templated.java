package dev.evenstep.local.template.language;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Small templates, read and evaluated without any resources. */
record Templated(Node.Mapping root, Evaluator evaluator, Problems problems) {

    static final Map<String, Node> PSEUDO = Map.of("AWS::Region", Node.Scalar.text("us-east-1", 0));

    static Templated of(Path folder, String yaml, Map<String, String> parameters) throws Exception {
        var file = Files.writeString(folder.resolve("template.yaml"), yaml);
        var problems = new Problems(file);
        var root = TemplateText.read(problems);
        var names = Parameters.resolve(root, parameters, PSEUDO, problems);
        return new Templated(root, new Evaluator(names, root, problems), problems);
    }

    static Templated of(Path folder, String yaml) throws Exception {
        return of(folder, yaml, Map.of());
    }

    /** A value of the top level, resolved and as JSON. */
    String json(String key) {
        return Json.write(resolve(key, ValueLocation.of(key)));
    }

    Node resolve(String key, ValueLocation location) {
        return evaluator.resolve(root.entries().getOrDefault(key, Node.Mapping.empty(0)), location);
    }

    /** What was reported so far, each problem on a line. */
    String reported() {
        try {
            problems.throwIfAny();
            return "";
        } catch (TemplateException e) {
            return String.join(
                    "\n", e.problems().stream().map(Problem::toString).toList());
        }
    }
}
