package dev.evenstep.local.iam;

import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.MappingSpec;
import dev.evenstep.local.stack.RoleSpec;
import dev.evenstep.local.stack.RoleSpec.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The role of one function, and what was asked of it. */
final class RoleInUse {

    private static final Logger log = LoggerFactory.getLogger(RoleInUse.class);

    /** What Lambda itself does in a function's name where its settings want it (Lambda's guide, "Execution role permissions"). */
    private static final List<String> OF_THE_SERVICE = List.of("logs:", "xray:");

    private static final List<String> OF_A_QUEUE =
            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");
    private static final List<String> OF_A_STREAM = List.of(
            "dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams");

    private static final List<String> OF_KINESIS = List.of(
            "kinesis:DescribeStream",
            "kinesis:DescribeStreamSummary",
            "kinesis:GetRecords",
            "kinesis:GetShardIterator",
            "kinesis:ListShards",
            "kinesis:ListStreams");
    private static final Map<String, String> SENDING =
            Map.of("sqs", "sqs:SendMessage", "sns", "sns:Publish", "lambda", "lambda:InvokeFunction");

    private final FunctionSpec function;
    private final RoleSpec role;
    private final Set<String> used = new ConcurrentSkipListSet<>();
    private final Set<String> denied = new ConcurrentSkipListSet<>();

    RoleInUse(FunctionSpec function, RoleSpec role) {
        this.function = function;
        this.role = role;
        Stream.of(function.async().onFailureArn(), function.async().onSuccessArn())
                .filter(arn -> arn != null)
                .forEach(this::useToSend);
    }

    String function() {
        return function.name();
    }

    boolean isKnown() {
        return role.isKnown();
    }

    /** What Lambda asks of the role to read a source, where that is none of a broker's, and to send away what failed. */
    void usedBy(MappingSpec mapping) {
        var stream = mapping.stream();
        if (mapping.broker() == null) {
            boolean isKinesis = service(mapping.sourceArn()).equals("kinesis");
            (stream == null ? OF_A_QUEUE : isKinesis ? OF_KINESIS : OF_A_STREAM)
                    .forEach(action -> use(new Demand(action, mapping.sourceArn())));
        }
        if (stream != null && stream.onFailureArn() != null) {
            useToSend(stream.onFailureArn());
        }
    }

    private void useToSend(String arn) {
        use(new Demand(SENDING.getOrDefault(service(arn), "lambda:InvokeFunction"), arn));
    }

    private static String service(String arn) {
        return arn.split(":", -1)[2];
    }

    void demand(Demand demand) {
        if (role.allows(demand.action(), demand.resource())) {
            use(demand);
            return;
        }
        var who =
                "User: %s is not authorized to perform: %s on resource: %s because no identity-based policy allows the %s action"
                        .formatted(assumed(), demand.action(), demand.resource(), demand.action());
        if (denied.add(demand.action() + " on " + demand.resource())) {
            log.warn("{}", who);
        }
        throw new AwsException(demand.action().startsWith("sqs:") ? 403 : 400, "AccessDeniedException", who);
    }

    private String assumed() {
        return role.arn().replaceFirst(":iam:", ":sts:").replaceFirst(":role/", ":assumed-role/") + "/"
                + function.name();
    }

    private void use(Demand demand) {
        for (Statement statement : role.statements()) {
            if (statement.matches(demand.action(), demand.resource())) {
                statement.actions().stream()
                        .filter(pattern -> Statement.isAction(pattern, demand.action()))
                        .forEach(pattern -> used.add(named(statement, pattern)));
                statement.resources().stream()
                        .filter(pattern -> Statement.isResource(pattern, demand.resource()))
                        .forEach(pattern -> used.add(named(statement, pattern)));
            }
        }
    }

    private static String named(Statement statement, String pattern) {
        return pattern + " in " + statement.where();
    }

    RoleUse use() {
        var unused = role.statements().stream()
                .filter(statement -> statement.allows() && !statement.where().isEmpty() && !isOfTheService(statement))
                .flatMap(statement -> Stream.concat(statement.actions().stream(), statement.resources().stream())
                        .map(pattern -> named(statement, pattern)))
                .filter(grant -> !used.contains(grant))
                .sorted()
                .toList();
        return new RoleUse(function.name(), List.copyOf(denied), unused);
    }

    private static boolean isOfTheService(Statement statement) {
        return statement.actions().stream()
                .allMatch(action -> OF_THE_SERVICE.stream().anyMatch(action::startsWith));
    }
}
