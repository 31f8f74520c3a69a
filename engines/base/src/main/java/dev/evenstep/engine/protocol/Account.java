package dev.evenstep.engine.protocol;

import java.util.regex.Pattern;

/**
 * The account and region that everything on this machine is in.
 *
 * @param region such as {@code us-east-1}
 * @param id twelve digits
 */
public record Account(String region, String id) {

    private static final Pattern REGION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern ID = Pattern.compile("[0-9]{12}");

    public Account {
        if (!REGION.matcher(region).matches()) {
            throw new IllegalArgumentException("region is '%s': a name such as us-east-1 is needed".formatted(region));
        }
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("account id is '%s': twelve digits are needed".formatted(id));
        }
    }

    /** The one that LocalStack uses too. */
    public static Account local() {
        return new Account("us-east-1", "000000000000");
    }

    /** @param resource everything behind the account, such as {@code event-bus/default} */
    public String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + id + ":" + resource;
    }
}
