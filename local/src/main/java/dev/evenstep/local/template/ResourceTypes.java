package dev.evenstep.local.template;

import java.util.Map;

/** What is known of every type of resources. */
final class ResourceTypes {

    private final Map<String, ResourceType> honoured;

    ResourceTypes(CodeLocation code, NestedTemplates nested) {
        this.honoured = Map.ofEntries(
                Map.entry("AWS::CloudFormation::Stack", new ApplicationResource("TemplateURL", nested)),
                Map.entry("AWS::DynamoDB::GlobalTable", new TableResource()),
                Map.entry("AWS::DynamoDB::Table", new TableResource()),
                Map.entry("AWS::Events::EventBus", new BusResource()),
                Map.entry("AWS::Events::Rule", new RuleResource()),
                Map.entry("AWS::IAM::ManagedPolicy", new PolicyResource()),
                Map.entry("AWS::IAM::Policy", new PolicyResource()),
                Map.entry("AWS::IAM::Role", new RoleResource()),
                Map.entry("AWS::IAM::RolePolicy", new PolicyResource()),
                Map.entry("AWS::Kinesis::Stream", new StreamResource()),
                Map.entry("AWS::Lambda::Alias", new AliasResource()),
                Map.entry("AWS::Lambda::EventInvokeConfig", new InvokeConfigResource()),
                Map.entry("AWS::Lambda::EventSourceMapping", new MappingResource()),
                Map.entry("AWS::Lambda::Function", new FunctionResource(code)),
                Map.entry("AWS::Lambda::Version", new VersionResource()),
                Map.entry("AWS::SNS::Subscription", new SubscriptionResource()),
                Map.entry("AWS::SNS::Topic", new TopicResource()),
                Map.entry("AWS::SQS::Queue", new QueueResource()),
                Map.entry("AWS::Serverless::Application", new ApplicationResource("Location", nested)),
                Map.entry("AWS::Serverless::Function", new FunctionResource(code)),
                Map.entry("AWS::Serverless::SimpleTable", new SimpleTableResource()));
    }

    ResourceType of(String type) {
        var kind = honoured.get(type);
        return kind == null ? IgnoredSettings.kind(type) : kind;
    }
}
