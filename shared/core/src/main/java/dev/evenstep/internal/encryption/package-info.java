/**
 * Personal fields of events' data, encrypted under a key of whom they are about. The entry point is {@link
 * dev.evenstep.internal.encryption.FieldEncryption}. Depends on events, their types and who has the keys.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.internal.encryption;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
