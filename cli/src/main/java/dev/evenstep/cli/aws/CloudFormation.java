package dev.evenstep.cli.aws;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** What CloudFormation knows of stacks. */
public record CloudFormation(CloudFormationClient client) {

    /**
     * What a stack is made of: names by logical ids.
     *
     * @return empty where there is no such stack, or no CloudFormation
     */
    public Map<String, String> resources(String stack) {
        Map<String, String> names = new TreeMap<>();
        try {
            client.listStackResourcesPaginator(request -> request.stackName(stack)).stackResourceSummaries().stream()
                    .filter(resource -> resource.physicalResourceId() != null)
                    .forEach(resource -> names.put(resource.logicalResourceId(), name(resource.physicalResourceId())));
            return names;
        } catch (SdkException nobodyAnswers) {
            // Whatever is there, if anything, is asked by the calls that follow.
            return Map.of();
        }
    }

    /** Of a queue's URL, of an ARN, and of a rule that CloudFormation calls {@code bus|rule}. */
    private static String name(String physicalId) {
        return physicalId.substring(Math.max(physicalId.lastIndexOf('|'), physicalId.lastIndexOf('/')) + 1);
    }
}
