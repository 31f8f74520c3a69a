@NullMarked
package dev.evenstep.brokers;

import org.jspecify.annotations.NullMarked;
