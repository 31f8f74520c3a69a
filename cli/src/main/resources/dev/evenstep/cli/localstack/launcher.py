"""Starts LocalStack 4.7.0 without Docker, in a session of its own, after mending from outside what it does otherwise.

What the command hands over is in the environment: EVENSTEP_DYNAMODB and EVENSTEP_FUNCTION, both JSON lists, are the
command lines of our DynamoDB engine and of a function's JVM.
"""

import functools
import json
import os
import subprocess
import sys

PIPE = subprocess.PIPE


def guard_group():
    """However this process ends, all that it started ends with it: the pipe closes, and the group is killed."""
    os.setsid()
    # Held by nobody else: Python's pipes are not inherited.
    return subprocess.Popen(
        ["sh", "-c", "trap '' TERM INT HUP; read nothing; kill -KILL -- -%d" % os.getpid()],
        stdin=PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def listen_on_loopback():
    from localstack.runtime.server import twisted

    on_every_interface = twisted.endpoints.TCP4ServerEndpoint
    twisted.endpoints.TCP4ServerEndpoint = functools.partial(on_every_interface, interface="127.0.0.1")


def admit_java25():
    from localstack.services.lambda_ import runtimes

    runtimes.ALL_RUNTIMES.append("java25")
    runtimes.SNAP_START_SUPPORTED_RUNTIMES.append("java25")


def run_functions_in_jvms():
    from localstack.services.lambda_.invocation.plugins import DockerRuntimeExecutorPlugin

    import runtime_executor

    DockerRuntimeExecutorPlugin.load = lambda self, *args, **kwargs: runtime_executor.JvmRuntimeExecutor


def leave_bodies_alone():
    from localstack.services.lambda_.event_source_mapping.pollers import sqs_poller
    from localstack.services.lambda_.event_source_mapping.pollers.sqs_poller import SqsPoller

    with_filters = SqsPoller.handle_messages

    def handle_messages(self, messages):
        if self.filter_patterns:
            return with_filters(self, messages)
        done = {message["MessageId"] for message in messages}
        try:
            events = self.add_source_metadata(sqs_poller.transform_into_events(messages))
            self.processor.process_events_batch(events)
        except sqs_poller.PartialBatchFailureError as e:
            done = done.difference(sqs_poller.parse_batch_item_failures(e.partial_failure_payload, done))
        self.delete_messages(messages, done)

    SqsPoller.handle_messages = handle_messages


def replace_dynamodb():
    from localstack.services.dynamodb.server import DynamodbServer
    from localstack.utils.run import FuncThread

    def do_start_thread(self):
        command = json.loads(os.environ["EVENSTEP_DYNAMODB"]) + [str(self.port)]
        # It ends with its standard input.
        engine = subprocess.Popen(command, stdin=PIPE)
        thread = FuncThread(lambda _: engine.wait(), on_stop=lambda _: engine.kill(), name="dynamodb")
        thread.start()
        return thread

    DynamodbServer.do_start_thread = do_start_thread


def look_at_resources_sooner():
    from localstack.services.cloudformation.resource_provider import ResourceProviderExecutor

    timeout, _ = ResourceProviderExecutor.deploy_loop.__defaults__
    ResourceProviderExecutor.deploy_loop.__defaults__ = (timeout, 0.5)


def read_numbers_of_alarms():
    from localstack.services.cloudwatch.resource_providers.aws_cloudwatch_alarm import CloudWatchAlarmProvider

    create = CloudWatchAlarmProvider.create

    def create_with_numbers(self, request):
        for name, number in {"Threshold": float, "Period": int, "EvaluationPeriods": int, "DatapointsToAlarm": int}.items():
            if name in request.desired_state:
                request.desired_state[name] = number(request.desired_state[name])
        return create(self, request)

    CloudWatchAlarmProvider.create = create_with_numbers


def tell_templates_of_nested_stacks():
    from localstack.services.cloudformation.engine.entities import Stack

    def told(self):
        return self.__dict__.get("template_body") or json.dumps(self.template_original, default=str)

    Stack.template_body = property(told, lambda self, body: self.__dict__.update(template_body=body))


if __name__ == "__main__":
    guard = guard_group()
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    listen_on_loopback()
    admit_java25()
    run_functions_in_jvms()
    leave_bodies_alone()
    replace_dynamodb()
    look_at_resources_sooner()
    read_numbers_of_alarms()
    tell_templates_of_nested_stacks()
    from localstack.runtime.main import main

    main()
