package dev.evenstep.local.template;

import java.util.List;
import java.util.Optional;

/** The types without effect locally, and why; a type stands before its family. */
final class InertKinds {

    private static final String API = "there is no API Gateway locally; invoke functions through the Lambda API";
    private static final String EVENTS = "of EventBridge there are buses and rules locally, and nothing else";
    private static final String LAYERS = "layers are not put on the class path; pack what they hold into the jar";
    private static final String LAYER_ARN = "arn:{partition}:lambda:{region}:{account}:layer:{name}:1";
    private static final String MACHINES = "state machines do not run locally";
    private static final String ROLLOUT = "how a stack is rolled out concerns an account only";
    private static final String SOURCES = "there is no such thing locally: no function gets anything from it";
    private static final String STORED = "there is no such store locally: nothing is kept in it";
    private static final String TOPICS = "there are no topics locally: nothing is published and nobody is notified";

    private static final List<InertKind> ALL = List.of(
            InertKind.of("AWS::IAM::Role", Why.PERMISSIONS)
                    .named("RoleName")
                    .arn("arn:{partition}:iam::{account}:role/{name}"),
            InertKind.of("AWS::IAM::ManagedPolicy", Why.PERMISSIONS)
                    .named("ManagedPolicyName")
                    .arn("arn:{partition}:iam::{account}:policy/{name}")
                    .referredToByArn(),
            InertKind.of("AWS::IAM::", Why.PERMISSIONS).arn("arn:{partition}:iam::{account}:{name}"),
            InertKind.of("AWS::Lambda::Permission", Why.PERMISSIONS),
            InertKind.of("AWS::Lambda::LayerVersionPermission", Why.PERMISSIONS),
            InertKind.of("AWS::SQS::QueuePolicy", Why.PERMISSIONS),
            InertKind.of("AWS::SQS::QueueInlinePolicy", Why.PERMISSIONS),
            InertKind.of("AWS::SNS::TopicPolicy", Why.PERMISSIONS),
            InertKind.of("AWS::Events::EventBusPolicy", Why.PERMISSIONS),
            InertKind.of("AWS::S3::BucketPolicy", Why.PERMISSIONS),
            InertKind.of("AWS::Serverless::Connector", Why.PERMISSIONS),
            InertKind.of("AWS::Logs::LogGroup", Why.OBSERVED)
                    .named("LogGroupName")
                    .arn("arn:{partition}:logs:{region}:{account}:log-group:{name}:*"),
            InertKind.of("AWS::Logs::", Why.OBSERVED),
            InertKind.of("AWS::CloudWatch::Dashboard", Why.OBSERVED).named("DashboardName"),
            InertKind.of("AWS::CloudWatch::CompositeAlarm", "alarms are never raised locally")
                    .named("AlarmName")
                    .arn("arn:{partition}:cloudwatch:{region}:{account}:alarm:{name}"),
            InertKind.of("AWS::CloudWatch::", Why.OBSERVED),
            InertKind.of("AWS::XRay::", Why.OBSERVED),
            InertKind.of("AWS::ApplicationInsights::", Why.OBSERVED),
            InertKind.of("AWS::CDK::Metadata", "only tells AWS which constructs of the CDK were used"),
            InertKind.of("AWS::SNS::Topic", TOPICS).named("TopicName").referredToByArn(),
            InertKind.of("AWS::SNS::", TOPICS),
            InertKind.of("AWS::Events::Archive", "events are not archived locally")
                    .named("ArchiveName")
                    .arn("arn:{partition}:events:{region}:{account}:archive/{name}"),
            InertKind.of("AWS::Events::", EVENTS),
            InertKind.of("AWS::EventSchemas::", EVENTS),
            InertKind.of("AWS::Scheduler::", "schedules do not fire locally"),
            InertKind.of("AWS::Pipes::", "pipes do not run locally"),
            InertKind.of("AWS::KMS::Key", Why.ENCRYPTION).arn("arn:{partition}:kms:{region}:{account}:key/{name}"),
            InertKind.of("AWS::KMS::Alias", Why.ENCRYPTION).named("AliasName"),
            InertKind.of("AWS::KMS::", Why.ENCRYPTION),
            InertKind.of("AWS::S3::Bucket", "there is no S3 locally")
                    .named("BucketName")
                    .arn("arn:{partition}:s3:::{name}"),
            InertKind.of("AWS::S3::", "there is no S3 locally"),
            InertKind.of("AWS::SSM::Parameter", STORED)
                    .named("Name")
                    .arn("arn:{partition}:ssm:{region}:{account}:parameter/{name}"),
            InertKind.of("AWS::SecretsManager::Secret", STORED)
                    .named("Name")
                    .arn("arn:{partition}:secretsmanager:{region}:{account}:secret:{name}")
                    .referredToByArn(),
            InertKind.of("AWS::AmazonMQ::", SOURCES),
            InertKind.of("AWS::DocDB::", SOURCES),
            InertKind.of("AWS::MSK::", SOURCES),
            InertKind.of("AWS::IoT::", SOURCES),
            InertKind.of("AWS::Alexa::", SOURCES),
            InertKind.of("AWS::Cognito::", SOURCES),
            InertKind.of("AWS::Kinesis::", "there is no Kinesis locally"),
            InertKind.of("AWS::KinesisFirehose::", "there is no Kinesis locally"),
            InertKind.of("AWS::Serverless::Api", API),
            InertKind.of("AWS::Serverless::HttpApi", API),
            InertKind.of("AWS::Serverless::WebSocketApi", API),
            InertKind.of("AWS::Serverless::GraphQLApi", API),
            InertKind.of("AWS::ApiGateway::", API),
            InertKind.of("AWS::ApiGatewayV2::", API),
            InertKind.of("AWS::AppSync::", API),
            InertKind.of("AWS::Lambda::Url", "functions have no URLs locally; invoke them through the Lambda API"),
            InertKind.of("AWS::Lambda::CodeSigningConfig", Why.CODE_CHECKS),
            InertKind.of("AWS::Serverless::LayerVersion", LAYERS).arn(LAYER_ARN).referredToByArn(),
            InertKind.of("AWS::Lambda::LayerVersion", LAYERS).arn(LAYER_ARN).referredToByArn(),
            InertKind.of("AWS::Serverless::StateMachine", MACHINES)
                    .named("Name")
                    .arn("arn:{partition}:states:{region}:{account}:stateMachine:{name}")
                    .referredToByArn(),
            InertKind.of("AWS::StepFunctions::StateMachine", MACHINES)
                    .named("StateMachineName")
                    .arn("arn:{partition}:states:{region}:{account}:stateMachine:{name}")
                    .referredToByArn(),
            InertKind.of("AWS::Serverless::Application", "nested applications are not created locally"),
            InertKind.of("AWS::CloudFormation::Stack", "nested stacks are not created locally"),
            InertKind.of("AWS::CloudFormation::", ROLLOUT),
            InertKind.of("AWS::CodeDeploy::", ROLLOUT),
            InertKind.of("AWS::ApplicationAutoScaling::", "nothing scales locally"),
            InertKind.of("AWS::EC2::", Why.NETWORK),
            InertKind.of("Custom::", "custom resources are not run locally"));

    private InertKinds() {}

    static Optional<InertKind> of(String type) {
        return ALL.stream().filter(kind -> kind.isFor(type)).findFirst().map(kind -> kind.of(type));
    }
}
