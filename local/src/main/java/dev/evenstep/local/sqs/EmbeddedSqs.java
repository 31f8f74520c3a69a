package dev.evenstep.local.sqs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.local.stack.QueueSpec;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.CreateQueueData;
import org.elasticmq.ElasticMQError;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.msg.CreateQueue;
import org.elasticmq.msg.RestoreMessages;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.concurrent.Await;
import scala.jdk.javaapi.CollectionConverters;
import scala.util.Either;

/**
 * SQS in this JVM, on a loopback port of its own: ElasticMQ with SQS's strict limits. None of its threads keeps the JVM
 * alive. With a folder, queues and messages survive a hard stop; what was being consumed is then visible again at once.
 *
 * <p>What does not reach the folder: a purge (ElasticMQ tells nobody of it, so that purged messages are back after a
 * restart), and the deduplication ids of messages that were deleted. Sequence numbers begin anew with each process.
 */
public final class EmbeddedSqs implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Config CONFIG = ConfigFactory.parseString("""
            pekko {
              loglevel = WARNING
              stdout-loglevel = OFF
              daemonic = on
              scheduler.implementation = dev.evenstep.local.sqs.PatientScheduler
              actor.default-dispatcher.fork-join-executor { parallelism-min = 2, parallelism-max = 4 }
              coordinated-shutdown.run-by-jvm-shutdown-hook = off
              http.server.idle-timeout = 75s
              http.server.max-connections = 8192
            }""");

    private final ActorSystem actors;
    private final @Nullable QueueStore store;
    private final URI endpoint;

    private EmbeddedSqs(ActorSystem actors, @Nullable QueueStore store, URI endpoint) {
        this.actors = actors;
        this.store = store;
        this.endpoint = endpoint;
    }

    /**
     * Where and as what it runs.
     *
     * @param publicAddress what queue URLs begin with; null: its own address
     * @param folder where queues and messages are kept; null: in memory
     */
    public record Options(
            Account account,
            @Nullable URI publicAddress,
            @Nullable Path folder) {}

    /**
     * Starts it with the queues of a template. Queues kept in the folder get the template's attributes.
     *
     * @throws IllegalArgumentException where a queue's name or dead-letter queue is not as SQS takes it
     * @throws dev.evenstep.local.disk.DiskException where the folder cannot be used
     */
    public static EmbeddedSqs start(Options options, List<QueueSpec> queues) {
        QueueStore store = options.folder() == null ? null : QueueStore.in(options.folder());
        ActorSystem actors = null;
        try {
            var definitions = QueueDefinitions.of(store == null ? List.of() : store.queues(), queues);
            var classes = EmbeddedSqs.class.getClassLoader();
            actors = ActorSystem.create("sqs", CONFIG.withFallback(ConfigFactory.load(classes)), classes);
            var manager = manager(actors, store);
            definitions.forEach(queue -> create(manager, queue, store));
            return new EmbeddedSqs(actors, store, serve(actors, manager, options));
        } catch (RuntimeException e) {
            stop(actors, store);
            throw e;
        }
    }

    private static ActorRef manager(ActorSystem actors, @Nullable QueueStore store) {
        Option<ActorRef> keeper = store == null
                ? Option.empty()
                : Option.apply(actors.actorOf(Props.create(QueueKeeper.class, () -> new QueueKeeper(store))));
        return actors.actorOf(Props.create(
                QueueManagerActor.class,
                () -> new QueueManagerActor(new NowProvider(), StrictSQSLimits$.MODULE$, keeper)));
    }

    private static void create(ActorRef manager, CreateQueueData queue, @Nullable QueueStore store) {
        var created = (Either<?, ?>) ask(manager, new CreateQueue(queue));
        if (created.isLeft()) {
            var error = (ElasticMQError) created.swap().getOrElse(() -> created);
            throw new IllegalArgumentException("Queue %s: %s".formatted(queue.name(), error.message()));
        }
        if (store != null) {
            var kept = store.messages(queue.name(), queue.isFifo());
            ActorRef actor = created.getOrElse(() -> manager);
            ask(actor, new RestoreMessages(CollectionConverters.asScala(kept).toList()));
        }
    }

    private static Object ask(ActorRef actor, Object message) {
        try {
            return Patterns.ask(actor, message, PATIENCE).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new IllegalStateException("SQS did not start: " + e.getCause(), e);
        }
    }

    private static URI serve(ActorSystem actors, ActorRef manager, Options options) {
        var builder = SQSRestServerBuilder.withActorSystem(actors)
                .withQueueManagerActor(manager)
                .withInterface("127.0.0.1")
                .withDynamicPort()
                .withAWSRegion(options.account().region())
                .withAWSAccountId(options.account().id());
        var address = options.publicAddress();
        if (address != null) {
            builder = builder.withServerAddress(
                    new NodeAddress(address.getScheme(), address.getHost(), address.getPort(), ""));
        }
        SQSRestServer server = builder.start();
        return URI.create(
                "http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort());
    }

    /** Where it listens; queue URLs may name another address. */
    public URI endpoint() {
        return endpoint;
    }

    /** Stops it; messages received and not deleted are as after a hard stop. Idempotent. */
    @Override
    public void close() {
        stop(actors, store);
    }

    private static void stop(@Nullable ActorSystem actors, @Nullable QueueStore store) {
        try {
            if (actors != null) {
                Await.ready(
                        actors.terminate(),
                        scala.concurrent.duration.Duration.create(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException("SQS did not stop within " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (store != null) {
                store.close();
            }
        }
    }
}
