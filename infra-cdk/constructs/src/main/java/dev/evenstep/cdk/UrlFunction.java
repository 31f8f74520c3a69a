package dev.evenstep.cdk;

import software.amazon.awscdk.services.lambda.CfnUrl;
import software.constructs.Construct;

/**
 * A function behind a URL of its own, which answers to requests that are signed by somebody whom IAM allows {@code
 * lambda:InvokeFunctionUrl} and {@code lambda:InvokeFunction}, and to nobody else ({@code AWS_IAM}). It answers synchronously: there is no queue,
 * and nothing is kept of what fails.
 */
public final class UrlFunction extends Construct {

    private final JavaFunction function;
    private final CfnUrl url;

    public UrlFunction(Construct scope, FunctionOptions options, Alarms alarms) {
        super(scope, Names.id(options.name()));
        function = new JavaFunction(this, options, alarms);
        url = CfnUrl.Builder.create(this, "Url")
                .authType("AWS_IAM")
                .targetFunctionArn(function.calledAs())
                .build();
    }

    /** For {@code QueryFunction}: it may read views, and change none. */
    public UrlFunction reading(StateTable views) {
        function.reads(views);
        return this;
    }

    /** Gives the function a table, and what the library calls for these uses of it. */
    public UrlFunction using(StateTable table, TableUse... uses) {
        function.use(table, uses);
        return this;
    }

    /** Lets the function read and write personal fields. */
    public UrlFunction encryptingBy(SubjectKeys keys) {
        function.use(keys);
        return this;
    }

    /** Known when the stack is deployed. */
    public String url() {
        return url.getAttrFunctionUrl();
    }

    /** For settings and grants of its own. */
    public JavaFunction function() {
        return function;
    }
}
