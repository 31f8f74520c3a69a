package dev.evenstep.local.template;

import dev.evenstep.local.stack.Stack;
import dev.evenstep.local.template.language.Evaluator;
import dev.evenstep.local.template.language.Parameters;
import dev.evenstep.local.template.language.Problems;
import dev.evenstep.local.template.language.TemplateException;
import dev.evenstep.local.template.language.TemplateText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Templates, read to what they describe.
 *
 * <ul>
 *   <li>Taken: SAM ({@code template.yaml}), CloudFormation as YAML or JSON, and the templates in a CDK app's
 *       {@code cdk.out}. Whichever of them describes it, the same thing becomes the same {@link Stack}.
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
        var template = TemplateText.read(problems);
        var draft = new Draft();
        var sections = new Sections(template, draft, problems);
        var names = Parameters.resolve(template, options.parameters(), PseudoParameters.of(options), problems);
        var evaluator = new Evaluator(names, template, problems);
        var globals = new Globals(template, problems);
        var written = new ResourceSection(problems)
                .read(template).stream()
                        .filter(sections::admits)
                        .map(globals::mergedInto)
                        .toList();
        var declarations = SamTransform.apply(written, evaluator, problems);
        var kinds = new Kinds(new CodeLocation(file, options));
        var catalog = new Catalog(declarations, kinds, evaluator, options, problems);
        build(catalog, kinds, draft, problems);
        var outputs = sections.outputs(catalog);
        problems.throwIfAny();
        return draft.finish(options.stackName(), outputs);
    }

    private static void build(Catalog catalog, Kinds kinds, Draft draft, Problems problems) {
        List<ResourceReading> readings = new ArrayList<>();
        for (var declaration : catalog.present()) {
            catalog.identity(declaration)
                    .map(identity -> new ResourceReading(new Subject(declaration, problems), identity, kinds, draft))
                    .ifPresent(readings::add);
        }
        readings.forEach(reading -> reading.inspect(catalog));
        readings.forEach(ResourceReading::define);
        readings.forEach(ResourceReading::connect);
        readings.forEach(ResourceReading::conclude);
        catalog.checkCircles();
    }
}
