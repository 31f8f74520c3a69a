/** A register of customers that follows the table of another program; it stands on the API alone. */
@NullMarked
package dev.evenstep.examples.changedata;

import org.jspecify.annotations.NullMarked;
