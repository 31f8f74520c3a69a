package dev.evenstep.local.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.protocol.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The operations on topics and their tags. */
record TopicOperations(Account account, Topics topics) {

    private static final int PAGE = 100;

    Map<String, Function<SnsForm, ObjectNode>> byName() {
        return Map.of(
                "CreateTopic", this::create,
                "DeleteTopic", this::delete,
                "GetTopicAttributes", this::attributes,
                "ListTagsForResource", this::tags,
                "ListTopics", this::list,
                "SetTopicAttributes", this::set,
                "TagResource", this::tag,
                "UntagResource", this::untag);
    }

    private ObjectNode create(SnsForm form) {
        var name = form.required("Name");
        Map<String, String> attributes = new LinkedHashMap<>(form.entries("Attributes"));
        boolean fifo = attributes.getOrDefault("FifoTopic", "false").equals("true");
        if (!name.matches("[A-Za-z0-9_-]{1,256}(\\.fifo)?") || name.length() > 256) {
            throw SnsErrors.invalid("Topic Name");
        }
        if (fifo != name.endsWith(".fifo")) {
            throw SnsErrors.invalid(
                    fifo
                            ? "Topic Name Reason: Fifo Topic names must end with .fifo and must be made up of only uppercase and lowercase ASCII letters, numbers, underscores, and hyphens, and must be between 1 and 256 characters long."
                            : "Topic Name");
        }
        if (fifo) {
            attributes.putIfAbsent(Topic.CONTENT_BASED, "false");
        }
        var topic = topics.create(new Topic(topics.arn(name), attributes, form.tags()));
        return JsonTrees.object().put("TopicArn", topic.arn());
    }

    private ObjectNode delete(SnsForm form) {
        topics.delete(form.required("TopicArn"));
        return JsonTrees.object();
    }

    private ObjectNode attributes(SnsForm form) {
        var topic = topics.require(form.required("TopicArn"));
        var answer = JsonTrees.object();
        var attributes = answer.putObject("Attributes")
                .put("TopicArn", topic.arn())
                .put("Owner", account.id())
                .put("DisplayName", "")
                .put(
                        "SubscriptionsConfirmed",
                        Integer.toString(topics.subscriptionsOf(topic).size()))
                .put("SubscriptionsPending", "0")
                .put("SubscriptionsDeleted", "0");
        topic.attributes().forEach(attributes::put);
        return answer;
    }

    private ObjectNode set(SnsForm form) {
        var name = form.required("AttributeName");
        var value = form.text("AttributeValue", "");
        if (name.equals("FifoTopic")) {
            throw SnsErrors.invalid("AttributeName");
        }
        topics.update(form.required("TopicArn"), topic -> topic.with(name, value));
        return JsonTrees.object();
    }

    private ObjectNode list(SnsForm form) {
        var page = Page.of(topics.all(), PAGE, Optional.ofNullable(form.text("NextToken")));
        return page.answer("Topics", topic -> JsonTrees.object().put("TopicArn", topic.arn()), "NextToken");
    }

    private ObjectNode tags(SnsForm form) {
        var answer = JsonTrees.object();
        var tags = answer.putArray("Tags");
        topics.require(form.required("ResourceArn"))
                .tags()
                .forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
        return answer;
    }

    private ObjectNode tag(SnsForm form) {
        topics.update(form.required("ResourceArn"), topic -> {
            Map<String, String> tags = new TreeMap<>(topic.tags());
            tags.putAll(form.tags());
            return topic.withTags(tags);
        });
        return JsonTrees.object();
    }

    private ObjectNode untag(SnsForm form) {
        List<String> keys = form.texts("TagKeys");
        topics.update(form.required("ResourceArn"), topic -> {
            Map<String, String> tags = new TreeMap<>(topic.tags());
            keys.forEach(tags::remove);
            return topic.withTags(tags);
        });
        return JsonTrees.object();
    }
}
