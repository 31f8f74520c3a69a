package dev.evenstep.local.template;

import dev.evenstep.local.stack.Stack;
import dev.evenstep.local.template.language.Problems;
import dev.evenstep.local.template.language.TemplateException;
import dev.evenstep.local.template.language.TemplateText;
import java.nio.file.Path;
import java.util.Set;

/**
 * Templates, read to what they describe.
 *
 * <ul>
 *   <li>Taken: SAM ({@code template.yaml}), CloudFormation as YAML or JSON, and the templates in a CDK app's
 *       {@code cdk.out}. Whichever of them describes it, the same thing becomes the same {@link Stack}.
 *   <li>What nested applications and stacks describe is part of the stack; their templates are files, and none is fetched.
 *   <li>A name that the template leaves open becomes {@code <stack>-<logical id>}.
 *   <li>What the local run cannot honour is named in {@link Stack#notHonoured()}: a resource, or a property of one.
 *       References to anything outside the template are among it.
 *   <li>What AWS would refuse is refused, all of it at once. A function's jar need not exist.
 * </ul>
 */
public final class Templates {

    private Templates() {}

    /**
     * Reads one template.
     *
     * @throws TemplateException where the file cannot be read, or AWS would refuse it
     */
    public static Stack read(Path file, TemplateOptions options) {
        var problems = new Problems(file);
        var builder = new StackBuilder();
        var reading = new TemplateReading(Nesting.outermost(file), options, builder, problems);
        reading.define();
        reading.connect();
        reading.conclude();
        builder.roles.check();
        reading.finish();
        var outputs = reading.outputs();
        problems.throwIfAny();
        return builder.finish(options.stackName(), outputs);
    }

    /**
     * The parameters that a template declares, by name.
     *
     * @throws TemplateException where the file cannot be read
     */
    public static Set<String> parameters(Path file) {
        var problems = new Problems(file);
        var declared = problems.section(TemplateText.read(problems), "Parameters", "parameters");
        problems.throwIfAny();
        return declared.entries().keySet();
    }
}
