package dev.evenstep.local.template;

import dev.evenstep.local.stack.BusSpec;
import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.MappingSpec;
import dev.evenstep.local.stack.NotHonoured;
import dev.evenstep.local.stack.QueueSpec;
import dev.evenstep.local.stack.RuleSpec;
import dev.evenstep.local.stack.ScheduleSpec;
import dev.evenstep.local.stack.Stack;
import dev.evenstep.local.stack.StreamSpec;
import dev.evenstep.local.stack.SubscriptionSpec;
import dev.evenstep.local.stack.TableSpec;
import dev.evenstep.local.stack.TopicSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The stack while it is put together. */
final class StackBuilder {

    /** By ARN. */
    final Specs<QueueSpec> queues = new Specs<>("queue");
    /** By ARN. */
    final Specs<TableSpec> tables = new Specs<>("table");
    /** By ARN. */
    final Specs<StreamSpec> streams = new Specs<>("stream");
    /** By ARN. */
    final Specs<TopicSpec> topics = new Specs<>("topic");
    /** By topic and endpoint. */
    final Specs<SubscriptionSpec> subscriptions = new Specs<>("subscription of the same endpoint to the topic");
    /** By name. */
    final Specs<BusSpec> buses = new Specs<>("event bus");
    /** By bus and name. */
    final Specs<RuleSpec> rules = new Specs<>("rule of this bus");
    /** By name. */
    final Specs<ScheduleSpec> schedules = new Specs<>("rule of the default bus");
    /** By name. */
    final Specs<FunctionSpec> functions = new Specs<>("function");
    /** By function and source. */
    final Specs<MappingSpec> mappings = new Specs<>("mapping of the same source to the function");

    final FunctionCalls calls = new FunctionCalls();

    final Roles roles = new Roles();

    private final Set<NotHonoured> notHonoured = new LinkedHashSet<>();

    void leave(Origin origin, String path, String why) {
        notHonoured.add(new NotHonoured(origin.resource(), origin.type(), origin.path(path), why));
    }

    Optional<TableSpec> tableOfStream(String arn) {
        return tables.all().stream()
                .filter(table -> arn.equals(table.streamArn()))
                .findFirst();
    }

    /** The function of this template that a name, an ARN or an alias's ARN leads to. */
    Optional<FunctionSpec> function(String reference) {
        return FunctionReference.of(reference)
                .flatMap(found -> functions.find(found.name()))
                .filter(function -> !reference.startsWith("arn:") || reference.startsWith(function.arn()));
    }

    /** The ARN of the queue, the topic or the function of this template that an ARN leads to. */
    Optional<String> receiver(String arn) {
        return queues.find(arn)
                .map(QueueSpec::arn)
                .or(() -> topics.find(arn).map(TopicSpec::arn))
                .or(() -> Optional.of(arn)
                        .filter(text -> text.startsWith("arn:"))
                        .flatMap(this::function)
                        .map(FunctionSpec::arn));
    }

    boolean isFifo(String arn) {
        return queues.find(arn).filter(QueueSpec::fifo).isPresent()
                || topics.find(arn).filter(TopicSpec::fifo).isPresent();
    }

    Stack finish(String name, Map<String, String> outputs) {
        return new Stack(
                name,
                queues.all(),
                tables.all(),
                streams.all(),
                topics.all(),
                subscriptions.all(),
                buses.all(),
                rules.all(),
                schedules.all(),
                functions.all(),
                mappings.all(),
                roles.byFunction(),
                outputs,
                List.copyOf(notHonoured));
    }
}
