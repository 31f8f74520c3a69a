/**
 * Payloads in Avro and Protobuf, by the schema that a registry has for them, as JSON. The entry point is {@link
 * dev.evenstep.registry.RegistryMapping}. Depends on the core, Avro and protobuf-java; on Glue's client where that registry is used.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.registry;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
