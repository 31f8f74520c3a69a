/**
 * The shop as a CDK app, built of the constructs of {@code evenstep-cdk}. The entry point is {@link
 * dev.evenstep.infra.ShopApp}.
 */
@NullMarked
package dev.evenstep.infra;

import org.jspecify.annotations.NullMarked;
