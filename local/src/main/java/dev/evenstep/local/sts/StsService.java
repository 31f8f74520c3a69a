package dev.evenstep.local.sts;

import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.engine.protocol.Xml;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** {@code GetCallerIdentity}, answered with the account's root as LocalStack does. */
public final class StsService implements AwsService {

    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=([^&]*)");
    private static final String OPERATION = "GetCallerIdentity";

    private final Account account;

    public StsService(Account account) {
        this.account = account;
    }

    @Override
    public boolean serves(AwsRequest request) {
        return request.signedFor().equals("sts") || action(request).equals(OPERATION);
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        if (!action(request).equals(OPERATION)) {
            throw new AwsException(
                    400,
                    "InvalidAction",
                    "The local sts does not know the action '%s'. It knows %s.".formatted(action(request), OPERATION));
        }
        var document = """
                <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <GetCallerIdentityResult>
                    <Arn>arn:aws:iam::%1$s:root</Arn>
                    <UserId>AKIAIOSFODNN7EXAMPLE</UserId>
                    <Account>%1$s</Account>
                  </GetCallerIdentityResult>
                  <ResponseMetadata><RequestId>%2$s</RequestId></ResponseMetadata>
                </GetCallerIdentityResponse>
                """.formatted(account.id(), UUID.randomUUID());
        return new AwsResponse(200, Map.of("Content-Type", "text/xml"), Xml.bytes(document));
    }

    private static String action(AwsRequest request) {
        var inBody = ACTION.matcher(new String(request.body(), StandardCharsets.UTF_8));
        if (inBody.find()) {
            return inBody.group(1);
        }
        var inQuery = ACTION.matcher(request.query());
        return inQuery.find() ? inQuery.group(1) : "";
    }
}
