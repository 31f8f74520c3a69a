package dev.evenstep.cli.aws;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.Region;

/** The one call of CloudFormation that is needed here, {@code ListStackResources} (API reference, 2010-05-15). */
public record CloudFormation(SdkHttpClient http, URI endpoint, Region region, AwsCredentialsProvider credentials) {

    /**
     * What a stack is made of: names by logical ids.
     *
     * @return empty where there is no such stack, or no CloudFormation
     */
    public Map<String, String> resources(String stack) {
        Map<String, String> names = new TreeMap<>();
        String next = "";
        do {
            Element page = page(stack, next);
            NodeList resources = page.getElementsByTagName("member");
            for (int i = 0; i < resources.getLength(); i++) {
                if (resources.item(i) instanceof Element resource) {
                    names.put(text(resource, "LogicalResourceId"), name(text(resource, "PhysicalResourceId")));
                }
            }
            next = text(page, "NextToken");
        } while (!next.isEmpty());
        return names;
    }

    /** Of a queue's URL, of an ARN, and of a rule that CloudFormation calls {@code bus|rule}. */
    private static String name(String physicalId) {
        return physicalId.substring(Math.max(physicalId.lastIndexOf('|'), physicalId.lastIndexOf('/')) + 1);
    }

    private static String text(Element in, String tag) {
        NodeList found = in.getElementsByTagName(tag);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    private Element page(String stack, String next) {
        String form = "Action=ListStackResources&Version=2010-05-15&StackName=" + encoded(stack)
                + (next.isEmpty() ? "" : "&NextToken=" + encoded(next));
        ContentStreamProvider body = ContentStreamProvider.fromUtf8String(form);
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .putHeader("Content-Length", Integer.toString(form.length()))
                .build();
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(credentials.resolveCredentials())
                        .request(request)
                        .payload(body)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "cloudformation")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()));
        try {
            HttpExecuteResponse response = http.prepareRequest(HttpExecuteRequest.builder()
                            .request(signed.request())
                            .contentStreamProvider(body)
                            .build())
                    .call();
            try (InputStream answer = response.responseBody()
                    .orElseGet(() -> AbortableInputStream.create(InputStream.nullInputStream()))) {
                return response.httpResponse().isSuccessful() ? parsed(answer) : nothing();
            }
        } catch (IOException | SAXException nobodyAnswers) {
            // Whatever is there, if anything, is asked by the calls that follow.
            return nothing();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Element parsed(InputStream answer) throws IOException, SAXException {
        return documents().parse(answer).getDocumentElement();
    }

    private static Element nothing() {
        return documents().newDocument().createElement("nothing");
    }

    /** Answers are nobody's to define entities in. */
    private static DocumentBuilder documents() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler()); // The usual one prints.
            return builder;
        } catch (ParserConfigurationException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
