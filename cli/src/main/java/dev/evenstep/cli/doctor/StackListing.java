package dev.evenstep.cli.doctor;

import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;

/** What a stack and the stacks in it are made of, by their CloudFormation. */
record StackListing(CloudFormationClient cloudFormation) {

    private static final String NESTED = "AWS::CloudFormation::Stack";

    /** @throws IllegalArgumentException where a stack's template cannot be had: it says what may be as it is */
    Stream<DeployedResource> of(String stack) {
        var found = cloudFormation
                .describeStacks(request -> request.stackName(stack))
                .stacks()
                .getFirst();
        return of(stack, Place.of(found.stackId()));
    }

    private Stream<DeployedResource> of(String stack, Place place) {
        var template = template(stack);
        return cloudFormation
                .listStackResourcesPaginator(request -> request.stackName(stack))
                .stackResourceSummaries()
                .stream()
                .filter(StackListing::isThere)
                .flatMap(resource -> resource.resourceType().equals(NESTED)
                        ? of(resource.physicalResourceId(), place)
                        : Stream.of(deployed(place, resource, template)));
    }

    private Map<String, TemplateEntry> template(String stack) {
        var template = cloudFormation
                .getTemplate(request -> request.stackName(stack).templateStage(TemplateStage.PROCESSED))
                .templateBody();
        if (template == null || template.isBlank()) {
            throw new IllegalArgumentException(
                    "CloudFormation tells no template of " + stack + ", where it says which rules need not be kept");
        }
        return TemplateEntry.allOf(template);
    }

    private static DeployedResource deployed(
            Place place, StackResourceSummary resource, Map<String, TemplateEntry> template) {
        return new DeployedResource(
                place,
                resource.logicalResourceId(),
                resource.resourceType(),
                resource.physicalResourceId(),
                template.getOrDefault(resource.logicalResourceId(), TemplateEntry.NONE));
    }

    private static boolean isThere(StackResourceSummary resource) {
        var status = resource.resourceStatusAsString();
        return resource.physicalResourceId() != null
                && !status.startsWith("DELETE_COMPLETE")
                && !status.equals("CREATE_FAILED");
    }
}
