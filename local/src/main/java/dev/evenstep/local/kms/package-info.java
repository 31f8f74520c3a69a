/**
 * KMS on this machine: data keys, and what is encrypted with symmetric keys. The entry point is {@link
 * dev.evenstep.local.kms.KmsService}. Depends on {@code protocol}.
 */
@NullMarked
package dev.evenstep.local.kms;

import org.jspecify.annotations.NullMarked;
