/** A stack as somebody else would write it, of what {@code evenstep-cdk} makes public. */
@NullMarked
package com.example.payments;

import org.jspecify.annotations.NullMarked;
