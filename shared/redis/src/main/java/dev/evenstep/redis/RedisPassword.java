package dev.evenstep.redis;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Who we are, to a server that asks. It is asked off the thread that reads the network. */
record RedisPassword(@Nullable String user, Supplier<String> password) {

    RedisCredentialsProvider provider() {
        return () -> Mono.fromCallable(() -> RedisCredentials.just(user, password.get()))
                .subscribeOn(Schedulers.boundedElastic());
    }
}
