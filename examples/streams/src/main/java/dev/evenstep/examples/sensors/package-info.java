/** Sensors: averages of each minute, alarms, and a command to a device that is too hot. */
@NullMarked
package dev.evenstep.examples.sensors;

import org.jspecify.annotations.NullMarked;
