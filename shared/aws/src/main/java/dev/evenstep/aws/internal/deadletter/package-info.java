/**
 * What a dead letter says of its failure. The entry points are
 * {@link dev.evenstep.aws.internal.deadletter.PackedAttributes} and
 * {@link dev.evenstep.aws.internal.deadletter.UserStackTrace}. Depends on the AWS SDK, Jackson and deliveries.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.aws.internal.deadletter;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
