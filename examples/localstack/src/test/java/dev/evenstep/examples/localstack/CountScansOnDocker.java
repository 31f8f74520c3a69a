package dev.evenstep.examples.localstack;

import cloud.localstack.docker.LocalstackDockerExtension;
import cloud.localstack.docker.annotation.LocalstackDockerProperties;
import org.junit.jupiter.api.extension.ExtendWith;

/** At a LocalStack that the test starts in a container; 4.14.0 is the last that starts without an account's token. */
@ExtendWith(LocalstackDockerExtension.class)
@LocalstackDockerProperties(
        imageTag = "4.14.0",
        services = {"dynamodb", "sqs"})
class CountScansOnDocker extends CountScansOnLocalStack {}
