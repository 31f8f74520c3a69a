/**
 * What a production deployment must have, as {@link dev.evenstep.checklist.Checklist named rules} over a stack's resources,
 * whoever read them: from a template or from an account.
 */
@NullMarked
package dev.evenstep.checklist;

import org.jspecify.annotations.NullMarked;
