package dev.evenstep.local.template;

import dev.evenstep.local.template.Catalog.Resource;
import dev.evenstep.local.template.language.Evaluator;
import dev.evenstep.local.template.language.Parameters;
import dev.evenstep.local.template.language.Problems;
import dev.evenstep.local.template.language.TemplateText;
import java.util.LinkedHashMap;
import java.util.Map;

/** One template while it is read, the stack's own or a nested one: what is in there becomes part of the stack. */
final class TemplateReading {

    private final Problems problems;
    private final StackBuilder builder;
    private final Sections sections;
    private final Catalog catalog;
    private final Map<Resource, ResourceIdentity> named = new LinkedHashMap<>();

    /** @throws dev.evenstep.local.template.language.TemplateException where the file cannot be read */
    TemplateReading(Nesting nesting, TemplateOptions options, StackBuilder builder, Problems problems) {
        this.problems = problems;
        this.builder = builder;
        var template = TemplateText.read(problems);
        this.sections = new Sections(template, nesting, builder, problems);
        var naming = new ResourceNames(options);
        var names = Parameters.resolve(template, options.parameters(), naming.pseudoParameters(), problems);
        var evaluator = new Evaluator(names, template, problems);
        var globals = new Globals(template, problems);
        var written = sections.resources().stream().map(globals::mergedInto).toList();
        var declared = SamTransform.apply(written, evaluator, problems);
        var nested = new NestedTemplates(nesting, options, builder);
        var kinds = new ResourceTypes(new CodeLocation(nesting.template(), options), nested);
        this.catalog = new Catalog(declared, kinds, evaluator, naming, builder, problems);
        for (var resource : catalog.present()) {
            catalog.identity(resource).ifPresent(identity -> named.put(resource, identity));
        }
    }

    Problems problems() {
        return problems;
    }

    void define() {
        named.forEach((resource, identity) -> resource.kind().define(resource.properties(), identity, builder));
    }

    void connect() {
        named.forEach((resource, identity) -> resource.kind().connect(resource.properties(), identity, builder));
    }

    void conclude() {
        named.forEach((resource, identity) -> resource.kind().conclude(resource.properties(), identity, builder));
    }

    /** Names what nobody asked for; for when all is concluded and checked. */
    void finish() {
        for (var resource : named.keySet()) {
            resource.properties().leaveRest();
            ResourceAttributes.read(resource.declaration(), catalog, builder);
            resource.kind().finish(resource.properties());
        }
        catalog.checkCircles();
    }

    Map<String, String> outputs() {
        return sections.outputs(catalog);
    }
}
