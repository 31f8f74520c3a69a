package dev.evenstep.sqs.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which of the messages that can be received come next. */
sealed interface Order {

    /** A message came, or can be received now and could not before, or the other way round. */
    void changed(QueueEntry entry);

    void removed(QueueEntry entry);

    /** The next ones, which stay where they are; none only where none can be received. */
    List<QueueEntry> next(int most);

    boolean any();

    /** The order of arrival, which a standard queue does not promise. */
    final class Standard implements Order {

        private final TreeSet<QueueEntry> ready = new TreeSet<>(QueueEntry.BY_NUMBER);

        @Override
        public void changed(QueueEntry entry) {
            if (entry.hidden) {
                ready.remove(entry);
            } else {
                ready.add(entry);
            }
        }

        @Override
        public void removed(QueueEntry entry) {
            ready.remove(entry);
        }

        @Override
        public List<QueueEntry> next(int most) {
            return ready.stream().limit(most).toList();
        }

        @Override
        public boolean any() {
            return !ready.isEmpty();
        }
    }

    /**
     * Groups take turns; within a group the order is kept. A group can be received from when its first message can, and
     * as far as the first that cannot: so nothing overtakes a message that is in flight.
     */
    final class Fifo implements Order {

        private final Map<String, SortedSet<QueueEntry>> groups = new HashMap<>();
        private final Map<String, SortedSet<QueueEntry>> ready = new LinkedHashMap<>();

        @Override
        public void changed(QueueEntry entry) {
            var group = groups.computeIfAbsent(name(entry), none -> new TreeSet<>(QueueEntry.BY_NUMBER));
            group.add(entry);
            refresh(name(entry), group);
        }

        @Override
        public void removed(QueueEntry entry) {
            var group = groups.get(name(entry));
            if (group != null && group.remove(entry)) {
                refresh(name(entry), group);
            }
        }

        /** A group that can be received from again is last in turn. */
        private void refresh(String name, SortedSet<QueueEntry> group) {
            if (group.isEmpty()) {
                groups.remove(name);
                ready.remove(name);
            } else if (group.first().hidden) {
                ready.remove(name);
            } else {
                ready.putIfAbsent(name, group);
            }
        }

        private static String name(QueueEntry entry) {
            return Objects.requireNonNull(entry.group);
        }

        @Override
        public List<QueueEntry> next(int most) {
            List<QueueEntry> next = new ArrayList<>(most);
            for (SortedSet<QueueEntry> group : ready.values()) {
                for (QueueEntry entry : group) {
                    if (next.size() == most) {
                        return next;
                    }
                    if (entry.hidden) {
                        break;
                    }
                    next.add(entry);
                }
            }
            return next;
        }

        @Override
        public boolean any() {
            return !ready.isEmpty();
        }
    }
}
