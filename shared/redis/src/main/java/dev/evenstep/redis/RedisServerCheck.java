package dev.evenstep.redis;

import dev.evenstep.decision.ConfigurationFailure;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether a server keeps what it is given, by what it says of itself in {@code INFO}, which managed services answer too. */
final class RedisServerCheck {

    private RedisServerCheck() {}

    /**
     * @param info what {@code INFO} answers, of one server
     * @throws ConfigurationFailure when it evicts, or is a replica
     */
    static void requireFit(String info, RedisOptions options) {
        Map<String, String> facts = info.lines()
                .filter(line -> line.indexOf(':') > 0)
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(':')),
                        line -> line.substring(line.indexOf(':') + 1).strip(),
                        (first, again) -> first));
        String policy = facts.getOrDefault("maxmemory_policy", "noeviction");
        if (!policy.equals("noeviction")) {
            throw unfit(
                    options,
                    "has the maxmemory-policy " + policy
                            + ", which throws records away while they are needed, so that calls"
                            + " are made again: set it to noeviction (in ElastiCache: in the parameter group), and an alarm on its memory");
        }
        if ("slave".equals(facts.get("role"))) {
            throw unfit(options, "is a replica, which takes no writes: name the primary's endpoint");
        }
    }

    private static ConfigurationFailure unfit(RedisOptions options, String why) {
        return new ConfigurationFailure(RedisFailures.DEPENDENCY, options.description() + " " + why);
    }
}
