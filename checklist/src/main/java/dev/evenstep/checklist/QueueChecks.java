package dev.evenstep.checklist;

import dev.evenstep.checklist.Check.Subject;
import java.util.List;
import java.util.stream.Stream;

/**
 * Of queues, by <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">what Lambda's
 * documentation asks of a source</a>, and what keeps messages from strangers.
 */
final class QueueChecks {

    private static final int TIMEOUTS_HIDDEN = 6;
    private static final int FEWEST_RECEIVES = 5;
    private static final long FOURTEEN_DAYS = 1_209_600;
    private static final long DEFAULT_HIDDEN_SECONDS = 30;
    private static final long DEFAULT_TIMEOUT_SECONDS = 3;

    private QueueChecks() {}

    static List<Check> all() {
        return List.of(
                new Check("queue-hides-long-enough", Deployment::consumedQueues, QueueChecks::hidesLongEnough),
                Check.of(
                        "queue-receives-often-enough",
                        Deployment::consumedQueues,
                        "RedrivePolicy.maxReceiveCount",
                        queue -> queue.number("RedrivePolicy.maxReceiveCount") >= FEWEST_RECEIVES,
                        "at least 5: fewer dead-letter messages that were only throttled"),
                new Check("queue-has-dead-letters-of-its-kind", Deployment::consumedQueues, QueueChecks::ownKind),
                Check.of(
                        "dead-letters-are-kept-for-14-days",
                        Deployment::deadLetterQueues,
                        "MessageRetentionPeriod",
                        queue -> queue.number("MessageRetentionPeriod") >= FOURTEEN_DAYS,
                        "1209600, 14 days"),
                new Check("dead-letters-are-of-known-queues", Deployment::deadLetterQueues, QueueChecks::knownSources),
                Check.of(
                        "queue-is-encrypted",
                        deployment -> deployment.of(Deployment.QUEUE),
                        "SqsManagedSseEnabled",
                        queue -> queue.isTrue("SqsManagedSseEnabled") || hasKeyOfTheCustomer(queue),
                        "true, or KmsMasterKeyId a customer's key: EventBridge cannot use alias/aws/sqs"),
                new Check(
                        "queue-denies-plain-http",
                        deployment -> deployment.of(Deployment.QUEUE),
                        QueueChecks::deniesPlainHttp),
                new Check(
                        "queue-admits-no-strangers",
                        deployment -> deployment.of(Deployment.QUEUE),
                        QueueChecks::admitsNoStrangers),
                new Check("queue-admits-its-rules", QueueChecks::filledByRules, QueueChecks::admitsItsRules));
    }

    private static boolean hasKeyOfTheCustomer(Resource queue) {
        var key = queue.text("KmsMasterKeyId");
        return !key.isEmpty() && !key.equals("alias/aws/sqs");
    }

    private static Stream<Finding> hidesLongEnough(Subject subject) {
        var queue = subject.resource();
        var hidden =
                queue.at("VisibilityTimeout").isEmpty() ? DEFAULT_HIDDEN_SECONDS : queue.number("VisibilityTimeout");
        return subject.deployment()
                .of(Deployment.MAPPING)
                .filter(mapping -> queue.is(mapping.text("EventSourceArn")))
                .flatMap(mapping -> {
                    var window = Math.max(0, mapping.number("MaximumBatchingWindowInSeconds"));
                    var timeout = subject.deployment()
                            .function(mapping.text("FunctionName"))
                            .map(function -> function.number("Timeout"))
                            .filter(seconds -> seconds > 0)
                            .orElse(DEFAULT_TIMEOUT_SECONDS);
                    var least = TIMEOUTS_HIDDEN * timeout + window;
                    return subject.demand(
                            hidden >= least,
                            "VisibilityTimeout",
                            "at least " + least + ", 6 times the function's time-out of " + timeout
                                    + " and the window of " + window);
                });
    }

    private static Stream<Finding> ownKind(Subject subject) {
        var queue = subject.resource();
        var deadLetters = subject.deployment()
                .find(Deployment.QUEUE, queue.text("RedrivePolicy.deadLetterTargetArn"))
                .filter(found -> found.isTrue("FifoQueue") == queue.isTrue("FifoQueue"));
        return subject.demand(
                deadLetters.isPresent(),
                "RedrivePolicy.deadLetterTargetArn",
                "a queue of this stack, " + (queue.isTrue("FifoQueue") ? "FIFO" : "standard") + " as this one is");
    }

    private static Stream<Finding> knownSources(Subject subject) {
        var queue = subject.resource();
        var permission = queue.text("RedriveAllowPolicy.redrivePermission");
        var sources = subject.deployment().redrivenInto(queue).toList();
        if (sources.isEmpty()) {
            return subject.demand(
                    permission.equals("denyAll"),
                    "RedriveAllowPolicy.redrivePermission",
                    "denyAll, as it is no queue's");
        }
        var named = queue.each("RedriveAllowPolicy.sourceQueueArns").stream()
                .map(Object::toString)
                .toList();
        var allNamed = sources.stream().allMatch(source -> named.stream().anyMatch(arn -> leadsTo(arn, source)));
        return Stream.concat(
                subject.demand(permission.equals("byQueue"), "RedriveAllowPolicy.redrivePermission", "byQueue"),
                subject.demand(
                        allNamed && named.size() == sources.size(),
                        "RedriveAllowPolicy.sourceQueueArns",
                        "the ARNs of " + sources.stream().map(Resource::label).toList()));
    }

    /** A queue and its dead-letter queue cannot refer to each other, so that one is named. */
    private static boolean leadsTo(String arn, Resource queue) {
        return queue.is(arn) || arn.endsWith(":" + queue.name());
    }

    private static Stream<Finding> deniesPlainHttp(Subject subject) {
        return subject.demand(
                subject.deployment().statementsOf(subject.resource()).anyMatch(PolicyGrant::deniesPlainHttp),
                "QueuePolicy",
                actions(subject),
                "one that denies sqs:* where aws:SecureTransport is false");
    }

    private static Stream<Finding> admitsNoStrangers(Subject subject) {
        return subject.deployment()
                .statementsOf(subject.resource())
                .filter(PolicyGrant::allows)
                .filter(statement -> statement.isForAnybody()
                        || (statement.isForEventBridge() && statement.sources().isEmpty()))
                .flatMap(statement -> subject.demand(
                        false,
                        "QueuePolicy",
                        statement.actions(),
                        "restricted by aws:SourceArn to the rule that sends"));
    }

    private static Stream<Resource> filledByRules(Deployment deployment) {
        return deployment
                .of(Deployment.QUEUE)
                .filter(queue -> deployment.targets().anyMatch(target -> queue.is(target.text("Arn"))));
    }

    private static Stream<Finding> admitsItsRules(Subject subject) {
        var queue = subject.resource();
        return subject.deployment()
                .targets()
                .filter(target -> queue.is(target.text("Arn")))
                .flatMap(target -> subject.demand(
                        admits(subject.deployment(), queue, target.rule()),
                        "QueuePolicy",
                        actions(subject),
                        "one that allows events.amazonaws.com sqs:SendMessage for the aws:SourceArn of "
                                + target.rule().label()));
    }

    static boolean admits(Deployment deployment, Resource queue, Resource rule) {
        return deployment
                .statementsOf(queue)
                .filter(PolicyGrant::allows)
                .filter(PolicyGrant::isForEventBridge)
                .filter(statement -> statement.names("sqs:SendMessage"))
                .anyMatch(statement -> statement.sources().contains(rule.arn()));
    }

    private static List<String> actions(Subject subject) {
        return subject.deployment()
                .statementsOf(subject.resource())
                .flatMap(statement -> statement.actions().stream())
                .toList();
    }
}
