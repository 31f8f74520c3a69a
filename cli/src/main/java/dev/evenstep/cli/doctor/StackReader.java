package dev.evenstep.cli.doctor;

import dev.evenstep.checklist.Resource;
import dev.evenstep.cli.aws.AwsClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.iam.IamClient;

/** Reads what a stack is made of, several resources at a time. For one stack. */
final class StackReader implements AutoCloseable {

    private static final int AT_ONCE = 8;

    private final AwsClients clients;
    private final Duration silence;
    private final CloudWatchClient cloudWatch;
    private final IamClient iam;
    private final Calls calls = new Calls();
    private final Collection<DeployedResource> gone = new ConcurrentLinkedQueue<>();

    /** @param silence how long nothing is said of the progress */
    StackReader(AwsClients clients, Duration silence) {
        this.clients = clients;
        this.silence = silence;
        this.cloudWatch = clients.of(CloudWatchClient.builder()).build();
        this.iam = clients.of(IamClient.builder()).build();
    }

    /**
     * @param progress is told how much there is still to read
     * @throws software.amazon.awssdk.core.exception.SdkException where CloudFormation does not tell of the stack
     */
    Diagnosis diagnose(String stack, IntConsumer progress) {
        var listed =
                new StackListing(clients.cloudFormation().client()).of(stack).toList();
        var readers = readers(listed);
        var alarms = listed.stream()
                .filter(resource -> resource.type().equals(ResourceReaders.ALARM))
                .toList();
        Stream<Callable<List<Resource>>> batches = Stream.iterate(
                        0, from -> from < alarms.size(), from -> from + WatchReader.ALARMS_AT_ONCE)
                .map(from -> alarms.subList(from, Math.min(alarms.size(), from + WatchReader.ALARMS_AT_ONCE)))
                .map(batch -> () -> readers.watches().alarms(batch, gone::add).toList());
        Stream<Callable<List<Resource>>> single = listed.stream().map(resource -> () -> read(readers, resource));
        var read = all(Stream.concat(batches, single).toList(), progress);
        return Diagnosis.of(listed.size(), read, gone, calls.notChecked());
    }

    private ResourceReaders readers(List<DeployedResource> listed) {
        var aliases = listed.stream()
                .filter(resource -> resource.type().equals(ResourceReaders.ALIAS))
                .collect(Collectors.toMap(FunctionReader::functionOf, DeployedResource::id, (one, other) -> one));
        return new ResourceReaders(
                new QueueAttributesReader(clients.sqs(), calls),
                new FunctionReader(clients.lambda(), calls, aliases),
                new BusReader(clients.eventBridge(), calls),
                new TableDescriptionReader(clients.dynamoDb(), calls),
                new RoleReader(iam, calls),
                new WatchReader(cloudWatch, clients.logs(), calls),
                calls);
    }

    private List<Resource> read(ResourceReaders readers, DeployedResource resource) {
        try {
            return readers.read(resource).toList();
        } catch (GoneException e) {
            gone.add(resource);
            return List.of();
        }
    }

    private List<Resource> all(List<Callable<List<Resource>>> work, IntConsumer progress) {
        List<Resource> read = new ArrayList<>();
        try (var threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            var done = new ExecutorCompletionService<List<Resource>>(threads);
            work.forEach(done::submit);
            var told = System.nanoTime();
            for (var remaining = work.size(); remaining > 0; ) {
                var next = done.poll(silence.toNanos(), TimeUnit.NANOSECONDS);
                if (next != null) {
                    read.addAll(next.get());
                    remaining--;
                }
                if (System.nanoTime() - told >= silence.toNanos()) {
                    progress.accept(remaining);
                    told = System.nanoTime();
                }
            }
            return read;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        cloudWatch.close();
        iam.close();
    }
}
