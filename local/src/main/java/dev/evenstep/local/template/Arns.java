package dev.evenstep.local.template;

/** The ARNs of one account in one region, as AWS makes them. */
record Arns(String partition, String region, String account) {

    /** The sequence of a stream begins with its birth; locally every stream is as old as time. */
    private static final String STREAM_LABEL = "1970-01-01T00:00:00.000";

    static Arns of(TemplateOptions options) {
        return new Arns(options.partition(), options.region(), options.accountId());
    }

    /** The usual shape: service, region, account, resource. */
    String of(String service, String resource) {
        return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
    }

    /** Of a service without regions. */
    String global(String service, String resource) {
        return "arn:" + partition + ":" + service + "::" + account + ":" + resource;
    }

    String queue(String name) {
        return of("sqs", name);
    }

    String table(String name) {
        return of("dynamodb", "table/" + name);
    }

    static String stream(String tableArn) {
        return tableArn + "/stream/" + STREAM_LABEL;
    }

    String bus(String name) {
        return of("events", "event-bus/" + name);
    }

    String rule(String bus, String name) {
        return of("events", bus.equals("default") ? "rule/" + name : "rule/" + bus + "/" + name);
    }

    String function(String name) {
        return of("lambda", "function:" + name);
    }

    String alarm(String name) {
        return of("cloudwatch", "alarm:" + name);
    }
}
