package dev.evenstep.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.ServerlessChecks;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/** What cdk-nag's packs AwsSolutions and Serverless say of a stack. */
final class Nag {

    private Nag() {}

    /** Each with the construct's path, the rule and the finding. The CDK's own assertions answer with what it calls deprecated. */
    @SuppressWarnings("deprecation")
    static List<String> findings(Stack stack) {
        Aspects.of(stack).add(new AwsSolutionsChecks());
        Aspects.of(stack).add(new ServerlessChecks());
        var annotations = Annotations.fromStack(stack);
        var any = Match.stringLikeRegexp("(AwsSolutions|Serverless)-.*");
        return Stream.of(annotations.findError("*", any), annotations.findWarning("*", any))
                .flatMap(List::stream)
                .map(found -> found.getId() + " " + found.getEntry().getData())
                .toList();
    }

    /** The same with no reason given for anything. */
    static List<String> findingsWithoutReasons(Stack stack) {
        stack.getNode().findAll().stream()
                .filter(CfnResource.class::isInstance)
                .map(CfnResource.class::cast)
                .filter(resource -> resource.getMetadata("cdk_nag") != null)
                .forEach(resource -> resource.addMetadata("cdk_nag", null));
        return findings(stack);
    }
}
