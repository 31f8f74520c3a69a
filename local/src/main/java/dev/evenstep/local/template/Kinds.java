package dev.evenstep.local.template;

import java.util.Map;

/** What is known of every type of resources. */
final class Kinds {

    private final Map<String, Kind> honoured;

    Kinds(CodeLocation code) {
        this.honoured = Map.ofEntries(
                Map.entry("AWS::DynamoDB::GlobalTable", new TableKind()),
                Map.entry("AWS::DynamoDB::Table", new TableKind()),
                Map.entry("AWS::Events::EventBus", new BusKind()),
                Map.entry("AWS::Events::Rule", new RuleKind()),
                Map.entry("AWS::Lambda::Alias", new AliasKind()),
                Map.entry("AWS::Lambda::EventInvokeConfig", new InvokeConfigKind()),
                Map.entry("AWS::Lambda::EventSourceMapping", new MappingKind()),
                Map.entry("AWS::Lambda::Function", new FunctionKind(code)),
                Map.entry("AWS::Lambda::Version", new VersionKind()),
                Map.entry("AWS::SQS::Queue", new QueueKind()),
                Map.entry("AWS::Serverless::Function", new FunctionKind(code)),
                Map.entry("AWS::Serverless::SimpleTable", new SimpleTableKind()));
    }

    Kind of(String type) {
        var kind = honoured.get(type);
        return kind == null ? WithoutEffect.kind(type) : kind;
    }
}
