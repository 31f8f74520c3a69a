package dev.evenstep.checklist;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All resources of a stack. */
public record Deployment(List<Resource> resources) {

    static final String QUEUE = "AWS::SQS::Queue";
    static final String MAPPING = "AWS::Lambda::EventSourceMapping";
    static final String FUNCTION = "AWS::Lambda::Function";
    static final String ALIAS = "AWS::Lambda::Alias";
    static final String URL = "AWS::Lambda::Url";
    static final String INVOKE_CONFIG = "AWS::Lambda::EventInvokeConfig";
    static final String RULE = "AWS::Events::Rule";
    static final String BUS = "AWS::Events::EventBus";
    static final String TABLE = "AWS::DynamoDB::Table";
    static final String ALARM = "AWS::CloudWatch::Alarm";

    public Deployment {
        resources = List.copyOf(resources);
    }

    Stream<Resource> of(String type) {
        return resources.stream().filter(resource -> resource.type().equals(type));
    }

    /** By a name, a reference or an ARN. */
    Optional<Resource> find(String type, String reference) {
        return of(type).filter(resource -> resource.is(reference)).findFirst();
    }

    /** The function that a name or an ARN leads to, an alias's too. */
    Optional<Resource> function(String reference) {
        return find(ALIAS, reference)
                .map(alias -> alias.text("FunctionName"))
                .or(() -> Optional.of(reference))
                .flatMap(name -> find(FUNCTION, name));
    }

    Optional<Resource> sourceQueue(Resource mapping) {
        return find(QUEUE, mapping.text("EventSourceArn"));
    }

    Stream<Resource> mappingsOfQueues() {
        return of(MAPPING).filter(mapping -> sourceQueue(mapping).isPresent());
    }

    Stream<Resource> mappingsOfStreams() {
        return of(MAPPING).filter(mapping -> mapping.at("StartingPosition").isPresent());
    }

    /** Queues that functions consume. */
    Stream<Resource> consumedQueues() {
        return of(QUEUE).filter(queue -> of(MAPPING).anyMatch(mapping -> queue.is(mapping.text("EventSourceArn"))));
    }

    /** The queues whose redrive policy names this one. */
    Stream<Resource> redrivenInto(Resource deadLetters) {
        return of(QUEUE).filter(queue -> deadLetters.is(queue.text("RedrivePolicy.deadLetterTargetArn")));
    }

    /** Dead-letter queues: of queues, rules' targets, asynchronous invocations and streams. */
    Stream<Resource> deadLetterQueues() {
        return of(QUEUE)
                .filter(queue -> redrivenInto(queue).findAny().isPresent()
                        || targets().anyMatch(target -> queue.is(target.text("DeadLetterConfig.Arn")))
                        || Stream.of(INVOKE_CONFIG, MAPPING)
                                .flatMap(this::of)
                                .anyMatch(source -> queue.is(source.text("DestinationConfig.OnFailure.Destination"))));
    }

    /** What a rule calls. */
    record Target(Resource rule, Object written) {

        String text(String path) {
            return Resource.at(written, path).map(Object::toString).orElse("");
        }
    }

    Stream<Target> targets() {
        return of(RULE).flatMap(rule -> rule.each("Targets").stream().map(target -> new Target(rule, target)));
    }

    /** Functions that rules invoke, each with what is said of its asynchronous invocations, if anything is. */
    Stream<Resource> invokedFunctions() {
        return of(FUNCTION)
                .filter(function -> targets()
                        .anyMatch(target -> function(target.text("Arn"))
                                .filter(function::equals)
                                .isPresent()));
    }

    Optional<Resource> invokeConfig(Resource function) {
        return of(INVOKE_CONFIG)
                .filter(config -> function.is(config.text("FunctionName")))
                .findFirst();
    }

    Optional<Resource> role(Resource function) {
        return find("AWS::IAM::Role", function.text("Role"));
    }

    /** The statements of the policies that stand in a role or are attached to it. */
    Stream<PolicyGrant> statements(Resource role) {
        var attached = of("AWS::IAM::Policy")
                .filter(policy -> policy.each("Roles").stream().anyMatch(name -> role.is(name.toString())))
                .map(policy -> (Object) policy.properties());
        return Stream.concat(role.each("Policies").stream(), attached).flatMap(PolicyGrant::in);
    }

    /** The statements of a queue's own policy. */
    Stream<PolicyGrant> statementsOf(Resource queue) {
        return of("AWS::SQS::QueuePolicy")
                .filter(policy -> policy.each("Queues").stream().anyMatch(name -> queue.is(name.toString())))
                .flatMap(policy -> PolicyGrant.in(policy.properties()));
    }
}
