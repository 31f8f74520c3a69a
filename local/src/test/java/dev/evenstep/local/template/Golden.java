package dev.evenstep.local.template;

import dev.evenstep.local.stack.Stack;
import java.nio.file.Path;

/** The two templates under {@code templates/}, which use every construct, and describe the same. */
final class Golden {

    static final Path FOLDER = Path.of("src/test/resources/templates");
    static final Stack SAM = Templates.read(FOLDER.resolve("shop.yaml"), Folder.OPTIONS);
    static final Stack CDK = Templates.read(FOLDER.resolve("cdk/Shop.template.json"), Folder.OPTIONS);
    static final String SQS = "arn:aws:sqs:us-east-1:000000000000:";
    static final String LAMBDA = "arn:aws:lambda:us-east-1:000000000000:function:";

    private Golden() {}
}
