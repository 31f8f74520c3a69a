package dev.evenstep.local.template;

import dev.evenstep.local.stack.NotHonoured;
import dev.evenstep.local.stack.Stack;
import dev.evenstep.local.template.language.Problem;
import dev.evenstep.local.template.language.TemplateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A folder to write templates into and to read them from. */
record Folder(Path path) {

    static final String SAM = "Transform: AWS::Serverless-2016-10-31\n";

    /** The options of every test: stack {@code shop}, and AWS's usual account for examples. */
    static final TemplateOptions OPTIONS = TemplateOptions.defaults().withStackName("shop");

    Stack read(String yaml) throws Exception {
        return read(yaml, OPTIONS);
    }

    Stack read(String yaml, TemplateOptions options) throws Exception {
        return Templates.read(Files.writeString(path.resolve("template.yaml"), yaml), options);
    }

    /** The resources alone, indented by two. */
    Stack resources(String yaml) throws Exception {
        return read(SAM + "Resources:\n" + yaml);
    }

    /** What is wrong with a template, each problem on a line; empty where nothing is. */
    String problems(String yaml) throws Exception {
        try {
            var stack = read(yaml);
            return stack.name().equals("shop") ? "" : stack.name();
        } catch (TemplateException e) {
            return e.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
        }
    }

    String problemsOfResources(String yaml) throws Exception {
        return problems(SAM + "Resources:\n" + yaml);
    }

    /** What is not honoured, as {@code resource.property: why}. */
    static List<String> notHonoured(Stack stack) {
        return stack.notHonoured().stream().map(Folder::shown).toList();
    }

    private static String shown(NotHonoured left) {
        var property = left.property().isEmpty() ? "" : "." + left.property();
        return left.resource() + property + ": " + left.why();
    }
}
