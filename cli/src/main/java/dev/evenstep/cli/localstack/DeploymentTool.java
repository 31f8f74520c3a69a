package dev.evenstep.cli.localstack;

/** What takes a stack to AWS. */
enum DeploymentTool {
    SAM,
    CDK
}
