/**
 * The keys of personal fields in AWS: a table with one for each subject, wrapped by KMS. The entry point is {@link
 * dev.evenstep.encryption.KmsSubjectKeys}. Depends on the core's {@code spi} and the AWS SDK.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.encryption;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
