/**
 * AWS on this machine. It knows AWS's protocols only and nothing of Evenstep's own library, so that passing on it
 * proves something.
 */
@NullMarked
package dev.evenstep.local;

import org.jspecify.annotations.NullMarked;
