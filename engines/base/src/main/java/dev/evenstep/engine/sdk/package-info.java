/**
 * The AWS SDK's way to an engine within the process. Enter at {@link dev.evenstep.engine.sdk.InProcessHttpClient}.
 * Depends on the SDK's {@code http-client-spi}, which whoever uses it has, on the protocols' shapes and the JDK.
 */
@NullMarked
package dev.evenstep.engine.sdk;

import org.jspecify.annotations.NullMarked;
