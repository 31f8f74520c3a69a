package dev.evenstep.local.mapping;

import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.local.stack.MappingSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The event source mappings of a stack. Safe for concurrent use. */
public final class Mappings implements AutoCloseable {

    private final Map<String, EventSourceMapping> mappings = new LinkedHashMap<>();

    /** @throws IllegalArgumentException where a mapping's filters are no event patterns */
    public Mappings(List<MappingSpec> specs, Sources sources, MappingOptions options) {
        for (MappingSpec spec : specs) {
            mappings.put(spec.id(), new EventSourceMapping(spec, sources, options));
        }
    }

    /** Starts those that are enabled. */
    public void start() {
        mappings.values().forEach(EventSourceMapping::start);
    }

    /** All mappings, in the template's order. */
    public List<MappingView> list() {
        return mappings.values().stream().map(EventSourceMapping::view).toList();
    }

    /** @throws AwsException {@code ResourceNotFoundException} where there is none */
    public MappingView get(String id) {
        return find(id).view();
    }

    /**
     * Changes a mapping's settings; it gets there on its own, after what is in flight is done.
     *
     * @param change from the present settings to the next; may refuse with an exception
     * @return the mapping on its way there
     */
    public MappingView update(String id, UnaryOperator<MappingSpec> change) {
        EventSourceMapping mapping = find(id);
        synchronized (mapping) {
            return mapping.update(change.apply(mapping.view().spec()));
        }
    }

    private EventSourceMapping find(String id) {
        EventSourceMapping mapping = mappings.get(id);
        if (mapping == null) {
            throw new AwsException(404, "ResourceNotFoundException", "The resource you requested does not exist.");
        }
        return mapping;
    }

    /** Stops all at once. What is in flight comes again with the next run. */
    @Override
    public void close() {
        mappings.values().forEach(EventSourceMapping::close);
        mappings.values().forEach(EventSourceMapping::awaitEnd);
    }
}
