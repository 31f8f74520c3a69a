/**
 * What tests of consumers and of stores need: given/when/then, a clock that is moved by hand, the samples, and the
 * conformance suites that every store must pass. The entry points are {@link dev.evenstep.testkit.Scenario}, {@link
 * dev.evenstep.testkit.StoreConformance} and {@link dev.evenstep.testkit.EventStoreConformance}. Depends on the core, the
 * event store, Lambda's context, JUnit and AssertJ.
 */
@NullMarked
package dev.evenstep.testkit;

import org.jspecify.annotations.NullMarked;
