package dev.evenstep.testkit;

import dev.evenstep.eventstore.log.LogPosition;
import dev.evenstep.eventstore.projection.ViewStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Views as they would be kept by a library with a mistake. */
enum MistakenViews implements UnaryOperator<ViewStore> {
    /** A view does not say how far in the log it is. */
    CHECKPOINT_OUTSIDE_THE_WRITE {
        @Override
        public ViewStore apply(ViewStore store) {
            return changing(store, record -> isPointer(record) ? record : at(record, LogPosition.START));
        }
    },
    /** The last entry that is in a view is taken for one that is not. */
    LAST_ENTRY_AGAIN {
        @Override
        public ViewStore apply(ViewStore store) {
            return changing(store, record -> isPointer(record) ? record : at(record, moved(record.read(), -1)));
        }
    },
    /** The entry behind it is taken for one that is. */
    NEXT_ENTRY_LEFT_OUT {
        @Override
        public ViewStore apply(ViewStore store) {
            return changing(store, record -> isPointer(record) ? record : at(record, moved(record.read(), 1)));
        }
    },
    VIEWS_REVISION_NOT_CHECKED {
        @Override
        public ViewStore apply(ViewStore store) {
            return unchecked(store, false);
        }
    },
    POINTERS_REVISION_NOT_CHECKED {
        @Override
        public ViewStore apply(ViewStore store) {
            return unchecked(store, true);
        }
    },
    /** A view that is removed forgets how far in the log it was. */
    REMOVED_WITHOUT_A_TRACE {
        @Override
        public ViewStore apply(ViewStore store) {
            return new Forwarding(store) {
                @Override
                public List<ViewKey> write(Collection<ViewRecord> records) {
                    List<ViewKey> refused = store.write(records);
                    store.remove(records.stream()
                            .filter(record -> record.content() == null && !refused.contains(record.key()))
                            .map(ViewRecord::key)
                            .toList());
                    return refused;
                }
            };
        }
    },
    /** The views that are read do not say how far they are, so that those that are built always seem further. */
    SWAPPED_BEFORE_IT_CAUGHT_UP {
        @Override
        public ViewStore apply(ViewStore store) {
            return changing(store, MistakenViews::unclaimed);
        }
    };

    private static ViewStore.ViewRecord unclaimed(ViewStore.ViewRecord record) {
        String content = record.content();
        return content == null || !isPointer(record)
                ? record
                : new ViewStore.ViewRecord(
                        record.key(),
                        record.revision(),
                        content.replaceFirst("\"sequences\":\\[[^]]*]", "\"sequences\":[0,0,0,0,0,0,0,0]"),
                        record.read(),
                        null);
    }

    private static boolean isPointer(ViewStore.ViewRecord record) {
        return record.key().space().equals("projections");
    }

    private static ViewStore.ViewRecord at(ViewStore.ViewRecord record, LogPosition read) {
        return new ViewStore.ViewRecord(record.key(), record.revision(), record.content(), read, record.listing());
    }

    private static LogPosition moved(LogPosition position, int by) {
        return new LogPosition(position.sequences().stream()
                .map(sequence -> sequence == 0 ? 0 : sequence + by)
                .toList());
    }

    private static ViewStore changing(ViewStore store, UnaryOperator<ViewStore.ViewRecord> change) {
        return new Forwarding(store) {
            @Override
            public List<ViewKey> write(Collection<ViewRecord> records) {
                return store.write(records.stream().map(change).toList());
            }
        };
    }

    private static ViewStore unchecked(ViewStore store, boolean pointers) {
        return new Forwarding(store) {
            @Override
            public List<ViewKey> write(Collection<ViewRecord> records) {
                Collection<ViewRecord> forced = new ArrayList<>();
                for (ViewRecord record : records) {
                    ViewRecord there = store.read(List.of(record.key())).get(record.key());
                    long next = isPointer(record) == pointers
                            ? (there == null ? 1 : there.revision() + 1)
                            : record.revision();
                    forced.add(new ViewRecord(record.key(), next, record.content(), record.read(), record.listing()));
                }
                return store.write(forced);
            }
        };
    }

    private static class Forwarding implements ViewStore {

        private final ViewStore store;

        private Forwarding(ViewStore store) {
            this.store = store;
        }

        @Override
        public Map<ViewKey, ViewRecord> read(Collection<ViewKey> keys) {
            return store.read(keys);
        }

        @Override
        public List<ViewKey> write(Collection<ViewRecord> records) {
            return store.write(records);
        }

        @Override
        public RecordPage page(String space, int limit, @Nullable String after) {
            return store.page(space, limit, after);
        }

        @Override
        public RecordPage list(String space, String list, boolean ascending, int limit, @Nullable ListPlace after) {
            return store.list(space, list, ascending, limit, after);
        }

        @Override
        public void remove(Collection<ViewKey> keys) {
            store.remove(keys);
        }
    }
}
