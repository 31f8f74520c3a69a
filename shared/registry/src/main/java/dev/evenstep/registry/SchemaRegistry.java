package dev.evenstep.registry;

import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.decision.DependencyFailure;
import org.jspecify.annotations.Nullable;

/**
 * Where schemas are kept that payloads name. A schema never changes under its id, so that each is asked for once; safe for concurrent use.
 */
@FunctionalInterface
public interface SchemaRegistry {

    /**
     * @param id as a payload has it: digits, or a UUID
     * @return null where the registry answers that it has none, so that the payload can never be read
     * @throws DependencyFailure where the registry does not answer, within seconds: the record is tried again
     * @throws ConfigurationFailure where it may not be asked: the same
     */
    @Nullable
    RegisteredSchema schema(String id);
}
