/**
 * The engines against their open-source peers. Enter at {@link dev.evenstep.benchmarks.engine.EngineBenchmarks}. Depends
 * on the engines, on ElasticMQ and on the AWS SDK.
 */
@NullMarked
package dev.evenstep.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
