package dev.evenstep.archive.internal;

import dev.evenstep.archive.ArchivedEvent;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The events of a range, page by page. The first page is asked for at once and by another thread, the others when it is their turn. */
final class RangeEvents implements Iterator<ArchivedEvent> {

    /**
     * What DynamoDB answers at once.
     *
     * @param last where the next page begins; empty where there is none
     */
    record EventPage(List<ArchivedEvent> events, Map<String, AttributeValue> last) {}

    /** Reads the page that begins there; empty: the first. */
    @FunctionalInterface
    interface Pages {
        EventPage read(Map<String, AttributeValue> last);
    }

    private final Pages pages;
    private final CompletableFuture<EventPage> first = new CompletableFuture<>();
    private Iterator<ArchivedEvent> events = List.<ArchivedEvent>of().iterator();
    private Map<String, AttributeValue> last = Map.of();
    private boolean begun;

    RangeEvents(Pages pages) {
        this.pages = pages;
        Thread unused = Thread.startVirtualThread(this::readFirst);
    }

    private void readFirst() {
        try {
            boolean unused = first.complete(pages.read(Map.of()));
        } catch (Throwable failure) {
            boolean unused = first.completeExceptionally(failure);
        }
    }

    @Override
    public boolean hasNext() {
        while (!events.hasNext() && (!begun || !last.isEmpty())) {
            EventPage page = begun ? pages.read(last) : firstPage();
            begun = true;
            events = page.events().iterator();
            last = page.last();
        }
        return events.hasNext();
    }

    private EventPage firstPage() {
        try {
            return first.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw failed;
        }
    }

    @Override
    public ArchivedEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return events.next();
    }
}
