"""Runs a Java function of LocalStack's in a JVM of its own, behind Lambda's public Runtime API."""

import json
import os
import queue
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from localstack import config
from localstack.services.lambda_.invocation.executor_endpoint import StatusErrorException
from localstack.services.lambda_.invocation.lambda_models import InvocationResult
from localstack.services.lambda_.invocation.runtime_executor import RuntimeExecutor

MARK = "\0evenstep-mark\0\n"
API = "/2018-06-01/runtime/"


def error(kind, message):
    return json.dumps({"errorType": kind, "errorMessage": message}).encode()


class RuntimeApi(BaseHTTPRequestHandler):
    """https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html"""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):
        jvm = self.server.jvm
        jvm.results.put(("ready", b""))
        invocation = jvm.invocations.get()
        if invocation is None:
            self.close_connection = True
            return
        body = invocation["payload"].encode()
        headers = {
            # Without it, the client for Java crashes.
            "Content-Type": "application/json",
            "Lambda-Runtime-Aws-Request-Id": invocation["invoke-id"],
            "Lambda-Runtime-Invoked-Function-Arn": invocation["invoked-function-arn"],
            "Lambda-Runtime-Trace-Id": invocation["trace-id"],
            "Lambda-Runtime-Deadline-Ms": str(int((time.time() + jvm.timeout) * 1000)),
        }
        self.answer(200, headers, body)

    def do_POST(self):
        body = self.body()
        kind = self.path.rsplit("/", 1)[-1]
        self.server.jvm.results.put(("init-error" if "/init/" in self.path else kind, body))
        self.answer(202, {}, b"")

    def body(self):
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def answer(self, status, headers, body):
        self.send_response_only(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


class Jvm:
    """One process: what it asks for and what it answers."""

    def __init__(self, command, environment, timeout):
        self.timeout = timeout
        self.invocations = queue.Queue()
        self.results = queue.Queue()
        self.lines = []
        self.marked = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), RuntimeApi)
        self.server.daemon_threads = True
        self.server.jvm = self
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        environment = {**environment, "AWS_LAMBDA_RUNTIME_API": "127.0.0.1:%d" % self.server.server_port}
        # Standard input is a lifeline: the JVM ends when it does.
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            text = line.decode(errors="replace")
            if text.endswith(MARK):
                self.marked.set()
            else:
                self.lines.append(text)
        self.marked.set()
        self.process.wait()
        self.results.put(("exit", error("Runtime.ExitError", "the JVM ended with %d" % self.process.returncode)))

    def result(self, seconds):
        try:
            return self.results.get(timeout=seconds)
        except queue.Empty:
            self.process.kill()
            return "timeout", error("Sandbox.Timedout", "Task timed out after %d.00 seconds" % seconds)

    def printed(self):
        """What it printed since the last time, whole: it is asked for a mark behind it."""
        self.marked.clear()
        if self.process.poll() is None:
            try:
                self.process.stdin.write(b"m")
                self.process.stdin.flush()
                self.marked.wait(2)
            except OSError:
                pass  # It has just ended.
        lines, self.lines = self.lines, []
        return "".join(lines)

    def end(self):
        self.process.kill()
        self.invocations.put(None)
        self.server.shutdown()
        self.server.server_close()


class JvmRuntimeExecutor(RuntimeExecutor):
    def __init__(self, id, function_version):
        super().__init__(id, function_version)
        self.jvm = None
        self.environment = {}

    def start(self, env_vars):
        code = self.function_version.config.code.get_unzipped_code_location()
        self.environment = {name: str(value) for name, value in env_vars.items() if value is not None}
        self.environment.update(
            LAMBDA_TASK_ROOT=str(code), LAMBDA_RUNTIME_DIR=str(code), LANG="C.UTF-8", PATH="/usr/local/bin:/usr/bin:/bin"
        )
        self.boot()

    def boot(self):
        configuration = self.function_version.config
        code = configuration.code.get_unzipped_code_location()
        command = json.loads(os.environ["EVENSTEP_FUNCTION"])
        class_path = [command.pop(), str(code), str(code / "lib" / "*")]
        command += ["-XX:MaxHeapSize=%dk" % (configuration.memory_size * 1024 * 85 // 100)]
        command += ["-cp", ":".join(class_path), "dev.evenstep.local.lambda.instance.Launcher"]
        command += [configuration.handler, self.function_version.id.function_name]
        self.jvm = Jvm(command, self.environment, configuration.timeout)
        kind, body = self.jvm.result(config.LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT)
        if kind != "ready":
            print(self.jvm.printed(), flush=True)
            self.stop()
            raise StatusErrorException("the function does not start", payload=body)

    def stop(self):
        if self.jvm:
            self.jvm.end()

    def invoke(self, payload):
        if self.jvm.process.poll() is not None:
            self.stop()
            self.boot()
        self.jvm.invocations.put(payload)
        kind, body = self.jvm.result(self.function_version.config.timeout)
        if kind in ("response", "error") and self.jvm.result(self.function_version.config.timeout)[0] != "ready":
            self.jvm.process.kill()
        request = payload["invoke-id"]
        logs = "START RequestId: %s Version: %s\n%sEND RequestId: %s\n" % (
            request, self.function_version.id.qualifier, self.jvm.printed(), request
        )
        return InvocationResult(request, body, is_error=kind != "response", logs=logs)

    def get_logs(self):
        return ""

    def get_address(self):
        return "127.0.0.1"

    def get_endpoint_from_executor(self):
        return "127.0.0.1"

    def get_runtime_endpoint(self):
        return "http://127.0.0.1"

    @classmethod
    def prepare_version(cls, function_version):
        function_version.config.code.prepare_for_execution()

    @classmethod
    def cleanup_version(cls, function_version):
        pass
