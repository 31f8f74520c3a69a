"""Somebody else's client, boto3, against a running ./evenstep start: lists everything, sends samples, and reads the effects
from the tables within five seconds. Usage: clients.py ENDPOINT SAMPLES_FOLDER"""

import json
import pathlib
import sys
import time
import uuid

import boto3

endpoint, samples = sys.argv[1], pathlib.Path(sys.argv[2])


def client(service):
    return boto3.client(service, endpoint_url=endpoint, region_name="us-east-1",
                        aws_access_key_id="any", aws_secret_access_key="any")


sqs, dynamodb, buses, functions, sts, kinesis, sns = map(
    client, ["sqs", "dynamodb", "events", "lambda", "sts", "kinesis", "sns"])


def within_five_seconds(what, condition):
    begin = time.monotonic()
    while not condition():
        if time.monotonic() - begin > 5:
            sys.exit(f"not within 5 s: {what}")
        time.sleep(0.05)
    print(f"{what}: {time.monotonic() - begin:.2f} s")


def item(table, **key):
    key = {name: {"S": value} for name, value in key.items()}
    return dynamodb.get_item(TableName=table, Key=key, ConsistentRead=True).get("Item")


def events(order):
    """What happened to an order, by the stream of its name."""
    commits = dynamodb.query(TableName="shop-events", ConsistentRead=True, KeyConditionExpression="#stream = :stream",
                             ExpressionAttributeNames={"#stream": "stream"},
                             ExpressionAttributeValues={":stream": {"S": order}})["Items"]
    return [commit["content"]["S"] for commit in commits]


def count(table):
    return dynamodb.scan(TableName=table, Select="COUNT")["Count"]


def everything_of(order):
    view = item("shop-order-status", orderId=order)
    stock = item("shop-stock", sku="tea-green")
    return [events(order), view, stock, count("shop-outbox"), count("shop-events"), count("shop-views")]


# lists
assert sts.get_caller_identity()["Account"] == "000000000000"
assert len(sqs.list_queues()["QueueUrls"]) == 18
assert len(dynamodb.list_tables()["TableNames"]) == 12
assert "shop-events" in [bus["Name"] for bus in buses.list_event_buses()["EventBuses"]]
assert len(buses.list_rules(EventBusName="shop-events")["Rules"]) == 7
assert len(functions.list_functions()["Functions"]) == 14
assert len(functions.list_event_source_mappings()["EventSourceMappings"]) == 9
print("queues, tables, buses, rules, functions and mappings are listed")

# a command, twice
order = "order-" + uuid.uuid4().hex
command = (samples / "shop-web/PlaceOrder/v2-placed.json").read_text()
command = command.replace("order-1001", order).replace("command-1001", "command-" + order)
queue = sqs.get_queue_url(QueueName="shop-place-order.fifo")["QueueUrl"]


def send():
    sqs.send_message(QueueUrl=queue, MessageBody=command, MessageGroupId="customer-7",
                     MessageDeduplicationId=uuid.uuid4().hex)


def queues_are_empty():
    counts = [f"ApproximateNumberOfMessages{kind}" for kind in ("", "NotVisible", "Delayed")]
    attributes = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=counts)["Attributes"]
    return all(int(attributes[name]) == 0 for name in counts)


send()
within_five_seconds("the order is confirmed", lambda: "OrderConfirmed" in (events(order) or [""])[-1])
within_five_seconds("its view follows", lambda: (item("shop-order-status", orderId=order) or {}).get("status", {}).get("S") == "CONFIRMED")

# where it stands, asked of the function that a URL is before
request = {"version": "2.0", "rawPath": f"/order-status/{order}", "requestContext": {"http": {"method": "GET"}}}


def shown():
    answer = functions.invoke(FunctionName="shop-show-orders", Payload=json.dumps(request))
    assert answer["StatusCode"] == 200 and "FunctionError" not in answer, answer
    return json.loads(answer["Payload"].read())


within_five_seconds("it is shown", lambda: '"CONFIRMED"' in shown()["body"])
before = everything_of(order)
send()
within_five_seconds("the command again is taken from its queue", queues_are_empty)
assert everything_of(order) == before, "sending the same again changed something"
print("sending the same again changes nothing")

# an event on the bus
imported = "order-" + uuid.uuid4().hex
event = json.loads((samples / "old-shop/OrderPlaced/v1-imported.json").read_text().replace("order-3001", imported))
answer = buses.put_events(Entries=[{"EventBusName": "shop-events", "Source": event["source"],
                                     "DetailType": event["type"], "Detail": json.dumps(event)}])
assert answer["FailedEntryCount"] == 0
within_five_seconds("the event has its view", lambda: item("shop-order-status", orderId=imported))
within_five_seconds("the event is audited", lambda: item("shop-audit", event=f"old-shop#{event['id']}"))

# a function, directly
bus_event = {"version": "0", "id": uuid.uuid4().hex, "source": "somebody", "detail-type": "Anything", "account": "1",
             "time": "2026-11-21T08:00:00Z", "region": "us-east-1", "resources": [], "detail": {"any": "thing"}}
answer = functions.invoke(FunctionName="shop-audit-events", Payload=json.dumps(bus_event))
assert answer["StatusCode"] == 200 and "FunctionError" not in answer, answer
assert json.loads(answer["Payload"].read()) == f"somebody#{bus_event['id']}"
assert item("shop-audit", event=f"somebody#{bus_event['id']}")
print("a function is invoked, and its effect is there")

# a stream: what is put is read, and a shard that is split ends
stream = "clicks-" + uuid.uuid4().hex
kinesis.create_stream(StreamName=stream, ShardCount=1)
kinesis.get_waiter("stream_exists").wait(StreamName=stream)
put = kinesis.put_records(StreamName=stream, Records=[{"Data": b"\x00\xff", "PartitionKey": "a"}, {"Data": b"2", "PartitionKey": "b"}])
assert put["FailedRecordCount"] == 0
shard = kinesis.list_shards(StreamName=stream)["Shards"][0]["ShardId"]
kinesis.split_shard(StreamName=stream, ShardToSplit=shard, NewStartingHashKey=str(2 ** 127))
iterator = kinesis.get_shard_iterator(StreamName=stream, ShardId=shard, ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
read = kinesis.get_records(ShardIterator=iterator)
assert [record["Data"] for record in read["Records"]] == [b"\x00\xff", b"2"]
end = kinesis.get_records(ShardIterator=read["NextShardIterator"])
assert "NextShardIterator" not in end and len(end["ChildShards"]) == 2, end
kinesis.delete_stream(StreamName=stream)
print("a stream is written, split and read to its end")

# a topic: a queue gets what its filter lets through
topic = sns.create_topic(Name="news-" + uuid.uuid4().hex)["TopicArn"]
news = sqs.create_queue(QueueName="news-" + uuid.uuid4().hex)["QueueUrl"]
arn = sqs.get_queue_attributes(QueueUrl=news, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
subscription = sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn, ReturnSubscriptionArn=True,
                             Attributes={"FilterPolicy": json.dumps({"kind": ["wanted"]})})["SubscriptionArn"]
for kind in ("other", "wanted"):
    sns.publish(TopicArn=topic, Message=kind, MessageAttributes={"kind": {"DataType": "String", "StringValue": kind}})
messages = sqs.receive_message(QueueUrl=news, WaitTimeSeconds=5)["Messages"]
assert [json.loads(message["Body"])["Message"] for message in messages] == ["wanted"], messages
sns.unsubscribe(SubscriptionArn=subscription)
sns.delete_topic(TopicArn=topic)
sqs.delete_queue(QueueUrl=news)
print("a topic notifies a queue of what its filter lets through")
