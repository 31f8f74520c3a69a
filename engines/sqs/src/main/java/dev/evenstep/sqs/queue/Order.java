package dev.evenstep.sqs.queue;

import java.util.List;

/** Which of the messages that can be received come next. */
interface Order {

    /** A message came, or can be received now and could not before, or the other way round. */
    void changed(Entry entry);

    void removed(Entry entry);

    /** The next ones, which stay where they are; none only where none can be received. */
    List<Entry> next(int most);

    boolean any();
}
