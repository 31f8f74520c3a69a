package dev.evenstep.redis;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.util.List;
import java.util.function.Supplier;

/**
 * A connection, whether to one server or to a cluster.
 *
 * @param infos asks every primary what it says of itself
 */
record RedisNodes(
        StatefulConnection<String, String> connection,
        RedisClusterCommands<String, String> commands,
        Supplier<List<String>> infos) {}
