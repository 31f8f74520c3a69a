package dev.evenstep.local.template;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a template leaves open: where it is deployed, its parameters, and code that it does not point to.
 *
 * @param stackName letters, digits and hyphens, a letter first; begins every name that the template leaves open
 * @param region such as {@code us-east-1}
 * @param accountId 12 digits
 * @param partition {@code aws}, {@code aws-cn} or {@code aws-us-gov}
 * @param endpoint where the local AWS answers; begins the queues' URLs
 * @param parameters the template's parameters, where its defaults are not wanted
 * @param code jars or folders by a function's logical id, where the template's own pointer is not wanted or leads to S3
 */
public record TemplateOptions(
        String stackName,
        String region,
        String accountId,
        String partition,
        URI endpoint,
        Map<String, String> parameters,
        Map<String, Path> code) {

    private static final Pattern STACK_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,127}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-\\d");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern PARTITION = Pattern.compile("aws(-[a-z]+)*");

    public TemplateOptions {
        demand(STACK_NAME, "stackName", stackName, "1 to 128 letters, digits and hyphens, a letter first");
        demand(REGION, "region", region, "a region's name such as us-east-1");
        demand(ACCOUNT, "accountId", accountId, "12 digits");
        demand(PARTITION, "partition", partition, "aws, aws-cn or aws-us-gov");
        parameters = Map.copyOf(parameters);
        code = Map.copyOf(code);
    }

    /** Stack {@code local} in {@code us-east-1} of account {@code 000000000000}, at {@code http://127.0.0.1:4566}. */
    public static TemplateOptions defaults() {
        return new TemplateOptions(
                "local", "us-east-1", "000000000000", "aws", URI.create("http://127.0.0.1:4566"), Map.of(), Map.of());
    }

    public TemplateOptions withStackName(String changed) {
        return new TemplateOptions(changed, region, accountId, partition, endpoint, parameters, code);
    }

    public TemplateOptions withEndpoint(URI changed) {
        return new TemplateOptions(stackName, region, accountId, partition, changed, parameters, code);
    }

    public TemplateOptions withParameters(Map<String, String> changed) {
        return new TemplateOptions(stackName, region, accountId, partition, endpoint, changed, code);
    }

    /** One parameter more. */
    public TemplateOptions withParameter(String name, String value) {
        var more = new HashMap<>(parameters);
        more.put(name, value);
        return withParameters(more);
    }

    /** One function's code more, by the function's logical id. */
    public TemplateOptions withCode(String function, Path jar) {
        var more = new HashMap<>(code);
        more.put(function, jar);
        return new TemplateOptions(stackName, region, accountId, partition, endpoint, parameters, more);
    }

    private static void demand(Pattern pattern, String option, String value, String rule) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(option + " is '" + value + "'; it must be " + rule);
        }
    }
}
