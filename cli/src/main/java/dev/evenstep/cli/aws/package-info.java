/**
 * Clients of whatever answers as AWS. The entry point is {@link dev.evenstep.cli.aws.AwsClients}. Depends on the AWS SDK
 * only.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.cli.aws;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
