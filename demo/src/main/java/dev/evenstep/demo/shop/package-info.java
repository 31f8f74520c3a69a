/**
 * The deployed shop as the demo reaches it: names and AWS clients. The entry point is
 * {@link dev.evenstep.demo.shop.DeployedShop}. Depends on AWS clients only.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.demo.shop;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
