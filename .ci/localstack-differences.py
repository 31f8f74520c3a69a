"""What LocalStack does otherwise than AWS, as docs/localstack.md says it: each line of the table is checked here.

Needs the shop's stack on the LocalStack of ./evenstep localstack start --no-docker.
"""

import json
import sys
import time

import boto3
from botocore.exceptions import ClientError

ENDPOINT = "http://127.0.0.1:4566"


def client(service, region="us-east-1", key="test"):
    return boto3.client(
        service, endpoint_url=ENDPOINT, region_name=region, aws_access_key_id=key, aws_secret_access_key="test"
    )


sqs, events, functions = client("sqs"), client("events"), client("lambda")


def queue(name, **attributes):
    url = sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
    return url, sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]


def put(event_type, source="differences", **entry):
    return events.put_events(Entries=[{"Source": source, "DetailType": event_type, "Detail": "{}", **entry}])


def tables_of_every_region_are_one():
    """DynamoDB tables are seen in every region"""
    assert client("dynamodb", "eu-west-1").list_tables()["TableNames"]
    assert not client("sqs", "eu-west-1").list_queues().get("QueueUrls")


def visibility_below_the_timeout():
    """a mapping is made though the queue hides messages for less than the function may run"""
    url, arn = queue("differences-visibility", VisibilityTimeout="1")
    mapping = functions.create_event_source_mapping(
        FunctionName="shop-reserve-stock", EventSourceArn=arn, BatchSize=1, Enabled=False
    )
    functions.delete_event_source_mapping(UUID=mapping["UUID"])
    sqs.delete_queue(QueueUrl=url)


def long_messages():
    """SQS refuses messages of more than 256 KB"""
    url, _ = queue("differences-length")
    sqs.send_message(QueueUrl=url, MessageBody="x" * 262_144)
    try:
        sqs.send_message(QueueUrl=url, MessageBody="x" * 262_145)
        raise AssertionError("a longer message was taken")
    except ClientError as refused:
        assert refused.response["Error"]["Code"] == "InvalidParameterValue", refused
    sqs.delete_queue(QueueUrl=url)


def long_types():
    """EventBridge takes types of more than 128 characters"""
    assert put("x" * 200)["FailedEntryCount"] == 0


def patterns_are_not_checked():
    """a rule with a pattern that is none is taken, and every event for its bus fails from then on"""
    events.create_event_bus(Name="differences")
    events.put_rule(Name="differences", EventBusName="differences", EventPattern=json.dumps({"source": "text"}))
    try:
        put("any", EventBusName="differences")
        raise AssertionError("the event was taken")
    except ClientError as refused:
        assert refused.response["Error"]["Code"] == "InvalidEventPatternException", refused
    events.delete_rule(Name="differences", EventBusName="differences")
    events.delete_event_bus(Name="differences")


def rules_do_not_try_again():
    """a rule's dead-letter queue gets nothing: what its target does not take is lost"""
    url, arn = queue("differences-rule")
    events.put_rule(Name="differences", EventPattern=json.dumps({"source": ["differences.rule"]}))
    target = {
        "Id": "1",
        "Arn": "arn:aws:lambda:us-east-1:000000000000:function:differences-none",
        "RetryPolicy": {"MaximumRetryAttempts": 0},
        "DeadLetterConfig": {"Arn": arn},
    }
    events.put_targets(Rule="differences", Targets=[target])
    put("any", source="differences.rule")
    time.sleep(5)
    assert "Messages" not in sqs.receive_message(QueueUrl=url, WaitTimeSeconds=1)
    events.remove_targets(Rule="differences", Ids=["1"])
    events.delete_rule(Name="differences")
    sqs.delete_queue(QueueUrl=url)


def archives_are_not_made():
    """the stack's archive and its dashboard are passed over"""
    assert not events.list_archives()["Archives"]
    assert not client("cloudwatch").list_dashboards()["DashboardEntries"]


def settings_are_passed_over():
    """point-in-time recovery, deletion protection, a log's retention and SnapStart are passed over in a template"""
    dynamodb = client("dynamodb")
    backups = dynamodb.describe_continuous_backups(TableName="shop-payments")["ContinuousBackupsDescription"]
    assert backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "DISABLED"
    assert not dynamodb.describe_table(TableName="shop-payments")["Table"]["DeletionProtectionEnabled"]
    groups = client("logs").describe_log_groups(logGroupNamePrefix="/aws/lambda/shop-place-order")["logGroups"]
    assert "retentionInDays" not in groups[0]
    assert functions.get_function_configuration(FunctionName="shop-place-order")["SnapStart"]["ApplyOn"] == "None"


def parameters_are_not_replaced():
    """a `DeletionPolicy` stays a reference to the parameter in the processed template"""
    template = client("cloudformation").get_template(StackName="shop", TemplateStage="Processed")["TemplateBody"]
    assert template["Resources"]["SubjectKeysKey"]["DeletionPolicy"] == {"Ref": "TableDeletionPolicy"}


def anybody_may_do_anything():
    """roles and keys are not checked"""
    assert client("sqs", key="nobody").list_queues()["QueueUrls"]


ALL = [
    tables_of_every_region_are_one,
    visibility_below_the_timeout,
    long_messages,
    long_types,
    patterns_are_not_checked,
    rules_do_not_try_again,
    archives_are_not_made,
    settings_are_passed_over,
    parameters_are_not_replaced,
    anybody_may_do_anything,
]


def main():
    with open("docs/localstack.md", encoding="utf-8") as page:
        table = page.read().split("## What it does otherwise", 1)[1].split("\n## ", 1)[0]
    rows = [line.split("|")[1].strip() for line in table.splitlines() if line.startswith("| ")][1:]
    failed = []
    if sorted(rows) != sorted(difference.__doc__ for difference in ALL):
        failed.append("docs/localstack.md has other lines than are checked here")
    for difference in ALL:
        try:
            difference()
            print("so it is: " + difference.__doc__)
        except Exception as e:
            failed.append("no longer so: %s (%r)" % (difference.__doc__, e))
    print("\n".join(failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
