package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Node;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code AWS::Serverless::Application} and {@code AWS::CloudFormation::Stack}: what their templates describe becomes part
 * of the stack, and their outputs are their attributes.
 *
 * @param property where the template's location is
 */
record ApplicationResource(String property, NestedTemplates nested) implements ResourceType {

    @Override
    public ResourceIdentity identify(Properties application, ResourceNames names) {
        var name = names.generated(application, 128);
        var arn = names.arn("cloudformation", "stack/" + name + "/" + ResourceNames.uuid(name));
        if (isInRepository(application)) {
            return new ResourceIdentity(name, arn, Map.of(), true);
        }
        if (!application.has(property)) {
            application.problem(property, "is missing; name the nested template's file");
        }
        var reading = nested.read(application, property, name);
        Map<String, String> attributes = new HashMap<>();
        reading.ifPresent(
                read -> read.outputs().forEach((output, value) -> attributes.put("Outputs." + output, value)));
        return new ResourceIdentity(name, arn, attributes, reading.isEmpty());
    }

    private boolean isInRepository(Properties application) {
        return application.node(property).filter(Node.Mapping.class::isInstance).isPresent();
    }

    @Override
    public void define(Properties application, ResourceIdentity identity, StackBuilder builder) {
        if (isInRepository(application)) {
            application.leave(property, "is in AWS's Serverless Application Repository, from which nothing is fetched");
            application.ignoreRest();
        }
        nested.of(application).ifPresent(TemplateReading::define);
    }

    @Override
    public void connect(Properties application, ResourceIdentity identity, StackBuilder builder) {
        nested.of(application).ifPresent(TemplateReading::connect);
    }

    @Override
    public void conclude(Properties application, ResourceIdentity identity, StackBuilder builder) {
        nested.of(application).ifPresent(TemplateReading::conclude);
    }

    @Override
    public void finish(Properties application) {
        nested.of(application).ifPresent(reading -> {
            reading.finish();
            var problems = reading.problems();
            nested.report(application, property, problems.file(), problems.all());
        });
    }
}
