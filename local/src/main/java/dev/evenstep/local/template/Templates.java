package dev.evenstep.local.template;

import dev.evenstep.local.stack.Stack;
import dev.evenstep.local.template.Catalog.Resource;
import dev.evenstep.local.template.language.Evaluator;
import dev.evenstep.local.template.language.Parameters;
import dev.evenstep.local.template.language.Problems;
import dev.evenstep.local.template.language.TemplateException;
import dev.evenstep.local.template.language.TemplateText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

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
        var builder = new StackBuilder();
        var sections = new Sections(template, builder, problems);
        var naming = new ResourceNames(options);
        var names = Parameters.resolve(template, options.parameters(), naming.pseudoParameters(), problems);
        var evaluator = new Evaluator(names, template, problems);
        var globals = new Globals(template, problems);
        var written = sections.resources().stream().map(globals::mergedInto).toList();
        var declared = SamTransform.apply(written, evaluator, problems);
        var kinds = new ResourceTypes(new CodeLocation(file, options));
        var catalog = new Catalog(declared, kinds, evaluator, naming, builder, problems);
        build(catalog, builder);
        var outputs = sections.outputs(catalog);
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

    private static void build(Catalog catalog, StackBuilder builder) {
        Map<Resource, ResourceIdentity> named = new LinkedHashMap<>();
        for (var resource : catalog.present()) {
            catalog.identity(resource).ifPresent(identity -> named.put(resource, identity));
        }
        named.forEach((resource, identity) -> resource.kind().define(resource.properties(), identity, builder));
        named.forEach((resource, identity) -> resource.kind().connect(resource.properties(), identity, builder));
        named.forEach((resource, identity) -> resource.kind().conclude(resource.properties(), identity, builder));
        builder.roles.check();
        named.keySet().forEach(resource -> resource.properties().leaveRest());
        named.keySet().forEach(resource -> ResourceAttributes.read(resource.declaration(), catalog, builder));
        catalog.checkCircles();
    }
}
