package dev.evenstep.archive.internal;

import dev.evenstep.archive.ArchiveQuery;
import dev.evenstep.archive.internal.ReplayQueue.Message;
import dev.evenstep.internal.retry.Pause;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Sends archived events to the queue of one consumer: in time order, of an entity in the order of its versions, so many a second.
 * What was sent is told after each request, with a token by which a run goes on that ended there.
 */
public final class Replay {

    private final ArchiveReader archive;
    private final ReplayQueue queue;
    private final InstantSource time;
    private final Pause pause;

    public Replay(ArchiveReader archive, SqsClient sqs, String queueUrl, InstantSource time, Pause pause) {
        this.archive = archive;
        this.queue = new ReplayQueue(sqs, queueUrl, pause);
        this.time = time;
        this.pause = pause;
    }

    /**
     * How far a run is.
     *
     * @param run what tells it from others
     * @param position up to which all was sent; null: nothing
     */
    public record ResumeToken(String run, @Nullable String position) {

        /** Of a run that begins. */
        public static ResumeToken first() {
            return new ResumeToken(UUID.randomUUID().toString(), null);
        }

        /** @throws IllegalArgumentException for other text than {@link #text} gives */
        public static ResumeToken parse(String text) {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", -1);
            if (parts.length != 2) {
                throw new IllegalArgumentException(text + " is no token of a replay");
            }
            return new ResumeToken(parts[0], parts[1].isEmpty() ? null : parts[1]);
        }

        public String text() {
            String text = run + "\n" + (position == null ? "" : position);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What was sent so far, and where to go on. */
    public record ReplayProgress(long sent, ResumeToken token) {}

    /**
     * Returns when all is sent.
     *
     * @param from where to go on; what was sent behind it, some hundred events at most, is sent again
     * @param rate most events a second
     * @param told after each request
     */
    public ReplayProgress send(ArchiveQuery query, ResumeToken from, int rate, Consumer<ReplayProgress> told) {
        ArchiveQuery rest = query.after(from.position());
        VersionOrder events = VersionOrder.of(rest, archive.events(rest, ArchiveReader.PAGE));
        Instant begin = time.instant();
        ReplayProgress progress = new ReplayProgress(0, from);
        List<Message> batch = new ArrayList<>();
        String behind = events.position();
        while (events.hasNext()) {
            Message next = Message.of(events.next());
            if (!fits(batch, next, rate)) {
                progress = sent(batch, progress.sent(), new ResumeToken(from.run(), behind), begin, rate);
                told.accept(progress);
                batch.clear();
            }
            batch.add(next);
            behind = events.position();
        }
        if (!batch.isEmpty()) {
            progress = sent(batch, progress.sent(), new ResumeToken(from.run(), behind), begin, rate);
            told.accept(progress);
        }
        return progress;
    }

    private static boolean fits(List<Message> batch, Message next, int rate) {
        return batch.size() < Math.min(ReplayQueue.MOST_MESSAGES, rate)
                && batch.stream().mapToInt(Message::bytes).sum() + next.bytes() <= ReplayQueue.MOST_BYTES
                && batch.stream().noneMatch(other -> other.group().equals(next.group()));
    }

    private ReplayProgress sent(List<Message> batch, long before, ResumeToken token, Instant begin, int rate) {
        Duration due = Duration.ofNanos(before * 1_000_000_000L / rate);
        Duration early = due.minus(Duration.between(begin, time.instant()));
        if (early.isPositive()) {
            pause.of(early);
        }
        queue.send(batch, token.run());
        return new ReplayProgress(before + batch.size(), token);
    }
}
