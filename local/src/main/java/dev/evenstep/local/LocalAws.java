package dev.evenstep.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.local.bus.Deliverer;
import dev.evenstep.local.bus.DeliveryBackoff;
import dev.evenstep.local.bus.EventBridgeService;
import dev.evenstep.local.bus.EventBuses;
import dev.evenstep.local.bus.Schedules;
import dev.evenstep.local.bus.Statistics;
import dev.evenstep.local.gateway.Gateway;
import dev.evenstep.local.iam.RolePermissions;
import dev.evenstep.local.iam.RoleUse;
import dev.evenstep.local.kms.KmsService;
import dev.evenstep.local.lambda.Invoker;
import dev.evenstep.local.logs.LogStore;
import dev.evenstep.local.logs.LogsService;
import dev.evenstep.local.sns.SnsService;
import dev.evenstep.local.sns.TopicPublisher;
import dev.evenstep.local.sns.Topics;
import dev.evenstep.local.stack.Stack;
import dev.evenstep.local.sts.StsService;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * AWS on this machine, as one template describes it: queues, tables, buses, logs and functions behind one endpoint.
 * Everything runs in this JVM and ends with it, or when it is closed.
 */
public final class LocalAws implements AutoCloseable {

    private final ShutdownSequence shutdown;
    private final ServiceLocator services;
    private final FunctionRuntime functions;
    private final Statistics statistics;
    private final RolePermissions permissions;

    private LocalAws(
            ShutdownSequence shutdown,
            ServiceLocator services,
            FunctionRuntime functions,
            Statistics statistics,
            RolePermissions permissions) {
        this.shutdown = shutdown;
        this.services = services;
        this.functions = functions;
        this.statistics = statistics;
        this.permissions = permissions;
    }

    /** Starts a stack without running its functions. */
    public static LocalAws start(Stack stack, LocalOptions options) {
        return start(stack, options, services -> new NoFunctions());
    }

    /**
     * Starts a stack. When this returns, the endpoint answers and everything that the stack names is there; when it
     * throws, nothing is left running.
     *
     * @param functions makes the part that runs functions, once all that it needs is up
     * @throws dev.evenstep.local.gateway.PortTakenException where the port is not to be had
     * @throws dev.evenstep.engine.storage.StorageException where the data folder cannot be used
     */
    public static LocalAws start(
            Stack stack, LocalOptions options, Function<ServiceLocator, FunctionRuntime> functions) {
        var shutdown = new ShutdownSequence();
        try {
            return start(stack, options, functions, shutdown);
        } catch (RuntimeException | Error e) {
            closeAfter(e, shutdown);
            throw e;
        }
    }

    private static void closeAfter(Throwable failure, ShutdownSequence shutdown) {
        try {
            shutdown.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** The composition: what is made of what, in order. */
    private static LocalAws start(
            Stack stack,
            LocalOptions options,
            Function<ServiceLocator, FunctionRuntime> functions,
            ShutdownSequence shutdown) {
        var account = options.account();
        var gateway = shutdown.add(Gateway.open(options.port()));
        var invoker = new AtomicReference<Invoker>(new NoFunctions());
        var publisher = new AtomicReference<@Nullable TopicPublisher>();
        var services = ServiceLocator.start(
                stack,
                options,
                gateway.endpoint(),
                (arn, event) -> Objects.requireNonNull(invoker.get()).invokeAsynchronously(arn, event),
                (arn, message) -> Objects.requireNonNull(publisher.get()).publish(arn, message),
                shutdown);
        var time = services.time();
        var statistics = new Statistics();
        var buses = new EventBuses(account, time::now);
        buses.add(stack.buses(), stack.rules());
        var deliverer = shutdown.add(new Deliverer(
                Deliverer.EVENTS,
                services.journal(),
                services.destinations(),
                statistics,
                time,
                DeliveryBackoff.local(),
                options.faults()));
        var topics = new Topics(account, services.stack());
        var notifier = shutdown.add(new Deliverer(
                Deliverer.NOTIFICATIONS,
                services.journal(),
                services.destinations(),
                new Statistics(),
                time,
                DeliveryBackoff.local(),
                options.faults()));
        var topicPublisher = new TopicPublisher(topics, notifier, time::now);
        publisher.set(topicPublisher);
        var schedules = shutdown.add(new Schedules(account, stack.schedules(), deliverer, time));
        shutdown.add(gateway); // once more: closed before what it leads to

        var running = shutdown.add(functions.apply(services));
        invoker.set(running.invoker());

        var dynamoDb = services.dynamoDb().service();
        SortedMap<String, AwsService> answering = new TreeMap<>(running.services());
        answering.put("dynamodb", dynamoDb);
        answering.put("dynamodbstreams", dynamoDb);
        answering.put("events", EventBridgeService.of(account, buses, deliverer, statistics, time::now));
        answering.put("kinesis", services.kinesis().service());
        answering.put("kms", KmsService.of(account));
        answering.put("logs", LogsService.of(account, services.logs()));
        answering.put("sns", SnsService.of(account, topics, topicPublisher));
        answering.put("sqs", services.sqs().service());
        answering.put("sts", new StsService(account));
        var permissions = new RolePermissions(stack, account);
        answering.replaceAll((name, service) -> permissions.guarding(service));
        gateway.serve(answering, () -> state(statistics, services.logs(), stack, permissions));
        deliverer.resume();
        notifier.resume();
        running.start();
        schedules.start();
        return new LocalAws(shutdown, services, running, statistics, permissions);
    }

    private static ObjectNode state(Statistics statistics, LogStore logs, Stack stack, RolePermissions permissions) {
        var snapshot = statistics.snapshot();
        var state = JsonTrees.object();
        state.putObject("events")
                .put("accepted", snapshot.events())
                .put("unmatched", snapshot.unmatched())
                .put("delivered", snapshot.delivered())
                .put("retried", snapshot.retried())
                .put("deadLettered", snapshot.deadLettered())
                .put("dropped", snapshot.dropped());
        state.putObject("logs").put("droppedLines", logs.dropped());
        state.putObject("stack").put("name", stack.name()).set("logicalIds", logicalIds(stack));
        var roles = state.putObject("roles");
        for (var use : permissions.uses()) {
            var role = roles.putObject(use.function());
            use.denied().forEach(role.putArray("denied")::add);
            use.unused().forEach(role.putArray("unused")::add);
        }
        return state;
    }

    /** What others send to or look at, by its name within the template. */
    private static ObjectNode logicalIds(Stack stack) {
        var names = JsonTrees.object();
        stack.queues().forEach(queue -> names.put(queue.logicalId(), queue.name()));
        stack.tables().forEach(table -> names.put(table.logicalId(), table.name()));
        stack.streams().forEach(stream -> names.put(stream.logicalId(), stream.name()));
        stack.topics().forEach(topic -> names.put(topic.logicalId(), topic.name()));
        stack.buses().forEach(bus -> names.put(bus.logicalId(), bus.name()));
        stack.functions().forEach(function -> names.put(function.logicalId(), function.name()));
        return names;
    }

    /** Where all of it answers. */
    public URI endpoint() {
        return services.endpoint();
    }

    /** Starts one instance of each function; each future gives the time that it took, or says what is wrong. */
    public Map<String, CompletableFuture<Duration>> prewarm() {
        return functions.prewarm();
    }

    /** Has functions run what was built anew since; what they are at is finished by the old code. */
    public void reload() {
        functions.reload();
    }

    /** What everything here is made of, for those who look from inside. */
    public ServiceLocator services() {
        return services;
    }

    /** What became of events so far. */
    public Statistics.Snapshot events() {
        return statistics.snapshot();
    }

    /** What functions asked of AWS, as far as the policies of their roles are known. */
    public List<RoleUse> roles() {
        return permissions.uses();
    }

    /** Ends everything within a few seconds. Idempotent, also when two threads close it. */
    @Override
    public void close() {
        shutdown.close();
    }
}
