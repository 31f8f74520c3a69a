/**
 * HTTP/1.1 on 127.0.0.1 for what answers AWS's requests. Enter at {@link dev.evenstep.engine.http.HttpEndpoint}. Depends
 * on the protocols' shapes and the JDK only.
 */
@NullMarked
package dev.evenstep.engine.http;

import org.jspecify.annotations.NullMarked;
