package dev.evenstep.aws.internal.dynamodb;

import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.Commits.Unparking;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Step;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a record must say for a step to be let in, as DynamoDB's conditions: the same as {@code IdempotencyRecord.refusal}. */
final class RecordExpressions {

    private final RecordItem.Names names;

    RecordExpressions(RecordItem.Names names) {
        this.names = names;
    }

    Expression admitting(Step step, Guard guard, Instant now) {
        Expression expression = new Expression();
        switch (step) {
            case Step.InAnyOrder any -> {
                if (guard instanceof Guard.FirstTime) {
                    free(expression, now);
                }
            }
            case Step.Ordered inOrder -> inTurn(expression, inOrder);
        }
        boolean hasLease = !(step.address() instanceof RecordAddress.OnItem);
        if (guard instanceof Guard.HeldBy(String owner)) {
            held(expression, step, owner);
        } else if (hasLease && step instanceof Step.Ordered) {
            unheld(expression, now);
        }
        return expression;
    }

    /** Nobody has handled the event, what is known of it has expired, or whoever was at it ran out of time. */
    private static void free(Expression expression, Instant now) {
        String status = expression.name(RecordItem.STATUS);
        expression.when("attribute_not_exists(%s) OR %s < %s OR (%s = %s AND %s < %s)"
                .formatted(
                        status,
                        expression.name(RecordItem.EXPIRATION),
                        expression.value(AttributeValues.number(now.getEpochSecond())),
                        status,
                        expression.value(RecordItem.IN_PROGRESS),
                        expression.name(RecordItem.IN_PROGRESS_EXPIRATION),
                        expression.value(AttributeValues.number(now.toEpochMilli()))));
    }

    private void inTurn(Expression expression, Step.Ordered step) {
        String position = expression.name(names.position());
        String absent = "attribute_not_exists(" + position + ")";
        boolean isFirst = step.number() == step.rule().first();
        expression.when(
                switch (step.rule().rule()) {
                    case NEXT -> isFirst ? absent : position + " = " + number(expression, step.number() - 1);
                    case NEXT_FROM_FIRST_SEEN ->
                        absent + " OR " + position + " = " + number(expression, step.number() - 1);
                    case LATER -> absent + " OR " + position + " < " + number(expression, step.number());
                });
        String event = expression.name(names.event());
        expression.when("attribute_not_exists(%s) OR %s <> %s"
                .formatted(
                        event,
                        event,
                        expression.value(AttributeValue.fromS(step.event().text()))));
    }

    private static String number(Expression expression, long number) {
        return expression.value(AttributeValues.number(number));
    }

    private static void unheld(Expression expression, Instant now) {
        expression.when("attribute_not_exists(%s) OR %s < %s"
                .formatted(
                        expression.name(RecordItem.OWNER),
                        expression.name(RecordItem.IN_PROGRESS_EXPIRATION),
                        expression.value(AttributeValues.number(now.toEpochMilli()))));
    }

    /** What a claim needs besides: no answer but the event's own, and no other's work whose end nobody knows. */
    void claimable(Expression expression, Step step, boolean takesOver) {
        String answered = expression.name(RecordItem.ANSWERED);
        expression.when("attribute_not_exists(%s) OR (%s = %s AND %s = %s)"
                .formatted(
                        answered,
                        answered,
                        expression.value(AttributeValue.fromS(step.event().text())),
                        expression.name(RecordItem.ANSWERED_VALIDATION),
                        expression.value(AttributeValue.fromS(step.fingerprint()))));
        if (!takesOver) {
            String nobody = step instanceof Step.InAnyOrder
                    ? notInProgress(expression)
                    : "attribute_not_exists(" + expression.name(RecordItem.OWNER) + ")";
            expression.when(nobody + " OR attribute_exists(" + answered + ")");
        }
    }

    private static String notInProgress(Expression expression) {
        String status = expression.name(RecordItem.STATUS);
        return "attribute_not_exists(%s) OR %s <> %s"
                .formatted(status, status, expression.value(RecordItem.IN_PROGRESS));
    }

    Expression ofOwner(Step step, String owner) {
        Expression expression = new Expression();
        held(expression, step, owner);
        return expression;
    }

    private static void held(Expression expression, Step step, String owner) {
        if (step instanceof Step.InAnyOrder) {
            expression.when(expression.name(RecordItem.STATUS) + " = " + expression.value(RecordItem.IN_PROGRESS));
        }
        expression.when(expression.name(RecordItem.OWNER) + " = " + expression.value(AttributeValue.fromS(owner)));
    }

    /** The count of parked events is what is known of it. */
    void parked(Expression expression, @Nullable Unparking unparking) {
        String parked = expression.name(names.parked());
        int known = unparking == null ? 0 : unparking.parked();
        String equal = parked + " = " + number(expression, known);
        expression.when(known == 0 ? "attribute_not_exists(" + parked + ") OR " + equal : equal);
    }

    void changeParked(Expression expression, @Nullable Unparking unparking) {
        if (unparking == null || unparking.removing() == null) {
            return;
        }
        if (unparking.left() == 0) {
            expression.remove(names.parked());
        } else {
            expression.set(names.parked(), AttributeValues.number(unparking.left()));
        }
    }
}
