/**
 * The command as the shop has it: {@code ./evenstep}'s own, the demo, and what the shop needs beside AWS. The entry point
 * is {@link dev.evenstep.demo.command.DemoMain}. Depends on the command and on the demo.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.demo.command;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
