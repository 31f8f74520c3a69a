package dev.evenstep.cli.doctor;

import dev.evenstep.checklist.Resource;
import dev.evenstep.checklist.Unread;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who reads which type of resource, of those that the checklist has rules for. */
record ResourceReaders(
        QueueAttributesReader queues,
        FunctionReader functions,
        BusReader buses,
        TableDescriptionReader tables,
        RoleReader roles,
        WatchReader watches,
        Calls calls) {

    static final String ALARM = "AWS::CloudWatch::Alarm";
    static final String ALIAS = "AWS::Lambda::Alias";

    /** LocalStack's CloudFormation gives it to what it passes over. */
    private static final String PASSED_OVER = "unknown";

    /**
     * None of a type without rules, and of one that is told by another: archives by their bus, a queue's policy by the queue.
     *
     * @throws GoneException where the service does not have it
     */
    Stream<Resource> read(DeployedResource resource) {
        if (resource.id().equals(PASSED_OVER)) {
            var why = calls.unread(
                    List.of(resource),
                    "cloudformation:ListStackResources",
                    "CloudFormation here passed it over, and did not make it");
            return Stream.of(resource.read(resource.logicalId(), "", Map.of(Unread.REST, why)));
        }
        return switch (resource.type()) {
            case "AWS::SQS::Queue" -> queues.read(resource);
            case "AWS::Lambda::Function" -> functions.function(resource);
            case ALIAS -> functions.alias(resource);
            case "AWS::Lambda::Url" -> functions.url(resource);
            case "AWS::Lambda::EventSourceMapping" -> functions.mapping(resource);
            case "AWS::Events::EventBus" -> buses.bus(resource);
            case "AWS::Events::Rule" -> buses.rule(resource);
            case "AWS::DynamoDB::Table" -> tables.read(resource);
            case "AWS::IAM::Role" -> roles.read(resource);
            case "AWS::Logs::LogGroup" -> watches.logGroup(resource);
            case "AWS::CloudWatch::Dashboard" -> watches.dashboard(resource);
            default -> Stream.empty();
        };
    }
}
