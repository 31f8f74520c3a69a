/**
 * What runs a function on AWS. The entry point is {@link dev.evenstep.aws.internal.AwsFailures}, which judges the SDK's
 * exceptions. Depends on the core and the AWS SDK.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.aws.internal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
