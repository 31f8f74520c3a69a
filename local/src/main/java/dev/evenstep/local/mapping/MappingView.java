package dev.evenstep.local.mapping;

import dev.evenstep.local.stack.MappingSpec;
import java.time.Instant;

/**
 * A mapping as it is now.
 *
 * @param state of the Lambda API: {@code Enabled}, {@code Disabled}, or {@code Enabling}, {@code Disabling} and {@code
 *     Updating} on the way there
 * @param lastProcessingResult how its last work went
 */
public record MappingView(MappingSpec spec, String state, Instant lastModified, String lastProcessingResult) {}
