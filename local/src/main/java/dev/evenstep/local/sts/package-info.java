/**
 * STS on this machine: who is calling, always the same. The entry point is {@link dev.evenstep.local.sts.StsService}.
 * Depends on {@code protocol}.
 */
@NullMarked
package dev.evenstep.local.sts;

import org.jspecify.annotations.NullMarked;
