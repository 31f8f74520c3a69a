/** A patient record: who wrote what, and an erasure that leaves the history. */
@NullMarked
package dev.evenstep.examples.patients;

import org.jspecify.annotations.NullMarked;
