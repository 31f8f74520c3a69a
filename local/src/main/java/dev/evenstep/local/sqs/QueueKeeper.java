package dev.evenstep.local.sqs;

import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Status;
import org.apache.pekko.actor.UntypedAbstractActor;
import org.elasticmq.actor.queue.OperationSuccessful$;
import org.elasticmq.actor.queue.QueueEvent;

/**
 * Told of all that happens to queues and messages, keeps it in the store. ElasticMQ answers a sender only after it has
 * been answered here, so that a message that was accepted or deleted stays so. What was received is noted without
 * waiting: lost, it costs a receive count.
 *
 * <p>ElasticMQ's own keeper ({@code elasticmq-persistence-sql} 1.7.1) is not used: it leaves H2 to delay its writes,
 * and it puts messages of a FIFO queue back as if they were of a standard one, so that the next message of a group is
 * given out while the first is in flight.
 */
final class QueueKeeper extends UntypedAbstractActor {

    private final QueueStore store;

    QueueKeeper(QueueStore store) {
        this.store = store;
    }

    @Override
    public void onReceive(Object event) {
        switch (event) {
            case QueueEvent.QueueCreated created -> whenDone(store.keep(created.queue()));
            case QueueEvent.QueueMetadataUpdated updated -> whenDone(store.keep(updated.queue()));
            case QueueEvent.QueueDeleted deleted -> whenDone(store.drop(deleted.queueName()));
            case QueueEvent.MessageAdded added -> answerWhenDone(store.add(added.queueName(), added.message()));
            case QueueEvent.MessageRemoved gone -> answerWhenDone(store.remove(gone.queueName(), gone.messageId()));
            case QueueEvent.MessageUpdated updated -> {
                whenDone(store.update(updated.queueName(), updated.message()));
                getSender().tell(OperationSuccessful$.MODULE$, getSelf());
            }
            default -> unhandled(event);
        }
    }

    private void answerWhenDone(CompletableFuture<Integer> work) {
        ActorRef asker = getSender();
        ActorRef self = getSelf();
        var unused = work.whenComplete((done, failure) ->
                asker.tell(failure == null ? OperationSuccessful$.MODULE$ : new Status.Failure(failure), self));
    }

    private void whenDone(CompletableFuture<Integer> work) {
        var log = getContext().getSystem().log();
        var unused = work.whenComplete((done, failure) -> {
            if (failure != null) {
                log.error(failure, "Queues on disk could not be written");
            }
        });
    }
}
