package dev.evenstep.local.stack;

import java.util.List;
import java.util.Map;

/**
 * Everything that one template describes and that this machine can run.
 *
 * @param name the stack's name, the first part of every name that the template leaves open
 * @param roles what each function may do, by its name; anything where none is named
 * @param outputs the template's outputs, by name
 * @param notHonoured what the template says and a local run leaves undone, never silently dropped
 */
public record Stack(
        String name,
        List<QueueSpec> queues,
        List<TableSpec> tables,
        List<StreamSpec> streams,
        List<TopicSpec> topics,
        List<SubscriptionSpec> subscriptions,
        List<BusSpec> buses,
        List<RuleSpec> rules,
        List<ScheduleSpec> schedules,
        List<FunctionSpec> functions,
        List<MappingSpec> mappings,
        Map<String, RoleSpec> roles,
        Map<String, String> outputs,
        List<NotHonoured> notHonoured) {

    public Stack {
        queues = List.copyOf(queues);
        tables = List.copyOf(tables);
        streams = List.copyOf(streams);
        topics = List.copyOf(topics);
        subscriptions = List.copyOf(subscriptions);
        buses = List.copyOf(buses);
        rules = List.copyOf(rules);
        schedules = List.copyOf(schedules);
        functions = List.copyOf(functions);
        mappings = List.copyOf(mappings);
        roles = Map.copyOf(roles);
        outputs = Map.copyOf(outputs);
        notHonoured = List.copyOf(notHonoured);
    }

    /** One without streams and topics. */
    public Stack(
            String name,
            List<QueueSpec> queues,
            List<TableSpec> tables,
            List<BusSpec> buses,
            List<RuleSpec> rules,
            List<ScheduleSpec> schedules,
            List<FunctionSpec> functions,
            List<MappingSpec> mappings,
            Map<String, RoleSpec> roles,
            Map<String, String> outputs,
            List<NotHonoured> notHonoured) {
        this(
                name,
                queues,
                tables,
                List.of(),
                List.of(),
                List.of(),
                buses,
                rules,
                schedules,
                functions,
                mappings,
                roles,
                outputs,
                notHonoured);
    }

    /** One whose functions may do anything. */
    public Stack(
            String name,
            List<QueueSpec> queues,
            List<TableSpec> tables,
            List<BusSpec> buses,
            List<RuleSpec> rules,
            List<ScheduleSpec> schedules,
            List<FunctionSpec> functions,
            List<MappingSpec> mappings,
            Map<String, String> outputs,
            List<NotHonoured> notHonoured) {
        this(name, queues, tables, buses, rules, schedules, functions, mappings, Map.of(), outputs, notHonoured);
    }

    /** The same with other functions and mappings. */
    public Stack with(List<FunctionSpec> otherFunctions, List<MappingSpec> otherMappings) {
        return new Stack(
                name,
                queues,
                tables,
                streams,
                topics,
                subscriptions,
                buses,
                rules,
                schedules,
                otherFunctions,
                otherMappings,
                roles,
                outputs,
                notHonoured);
    }

    /** What a function may do. */
    public RoleSpec roleOf(FunctionSpec function) {
        return roles.getOrDefault(function.name(), RoleSpec.unknown());
    }
}
