/** Another team's functions, in a stack that shares no name with the shop: readings of meters, and the bills for them. */
@NullMarked
package dev.evenstep.cli.meters;

import org.jspecify.annotations.NullMarked;
