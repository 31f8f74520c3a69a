package dev.evenstep.dynamodb.expression;

import static dev.evenstep.dynamodb.expression.ExpressionCases.item;
import static dev.evenstep.dynamodb.expression.ExpressionCases.json;
import static dev.evenstep.dynamodb.expression.ExpressionCases.refused;
import static dev.evenstep.dynamodb.expression.ExpressionCases.request;
import static dev.evenstep.dynamodb.expression.ExpressionCases.requestWithSome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenstep.dynamodb.table.KeyAttribute;
import dev.evenstep.dynamodb.table.KeySchema;
import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.dynamodb.value.ValueJson;
import dev.evenstep.engine.protocol.AwsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateExpressionTest {

    private static final String BEFORE = "{'id':{'S':'1'},'n':{'N':'5'},'s':{'SS':['x','y']},"
            + "'l':{'L':[{'S':'a'},{'S':'b'},{'S':'c'}]},'m':{'M':{'k':{'N':'1'},'o':{'S':'z'}}}}";

    private static UpdateExpression update(String expression, String values) {
        return Clauses.of(ExpressionRequest.UPDATE, request("UpdateExpression", expression, "", values))
                .update();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "set n = n + :n|':n':{'N':'1.5'}|n|{'N':'6.5'}",
                "SET n = :n - n|':n':{'N':'1'}|n|{'N':'-4'}",
                "SET p = if_not_exists(p, :n), n = if_not_exists(n, :n)|':n':{'N':'1'}|p|{'N':'1'}",
                "SET p = if_not_exists(p, n) + :n|':n':{'N':'1'}|p|{'N':'6'}",
                "SET n = (n + :n)|':n':{'N':'1'}|n|{'N':'6'}",
                "SET l = list_append(:l, l)|':l':{'L':[{'N':'0'}]}|l|{'L':[{'N':'0'},{'S':'a'},{'S':'b'},{'S':'c'}]}",
                "SET l[1] = :n|':n':{'N':'0'}|l|{'L':[{'S':'a'},{'N':'0'},{'S':'c'}]}",
                "SET l[9] = :n, l[7] = id|':n':{'N':'0'}|l|{'L':[{'S':'a'},{'S':'b'},{'S':'c'},{'S':'1'},{'N':'0'}]}",
                "REMOVE l[0], l[2], m.o||l|{'L':[{'S':'b'}]}",
                "REMOVE l[0] SET l[2] = :n|':n':{'N':'0'}|l|{'L':[{'S':'b'},{'N':'0'}]}",
                "SET m.k = m.k + :n, m.q = :n|':n':{'N':'2'}|m|{'M':{'k':{'N':'3'},'o':{'S':'z'},'q':{'N':'2'}}}",
                "REMOVE m.gone||m|{'M':{'k':{'N':'1'},'o':{'S':'z'}}}",
                "ADD n :n, s :s|':n':{'N':'-5'},':s':{'SS':['z']}|n|{'N':'0'}",
                "ADD fresh :n|':n':{'N':'3'}|fresh|{'N':'3'}",
                "ADD s :s|':s':{'SS':['y','z']}|s|{'SS':['x','y','z']}",
                "DELETE s :s|':s':{'SS':['y','q']}|s|{'SS':['x']}",
                "DELETE s :s|':s':{'SS':['y','x']}|s|",
                "SET n = m.k, m.k = n||n|{'N':'1'}"
            })
    void changesWhatItNames(String expression, String values, String attribute, String after) {
        TableItem item = update(expression, values == null ? "" : values)
                .apply(item(BEFORE))
                .item();
        assertThat(item.get(attribute)).isEqualTo(after == null ? null : ValueJson.read(json(after)));
    }

    @Test
    void answersTheTouchedPlacesAlone() {
        UpdateExpression.Updated updated =
                update("SET m.k = :n, l[1] = :n REMOVE n", "':n':{'N':'8'}").apply(item(BEFORE));
        assertThat(updated.touchedBefore())
                .isEqualTo(item("{'m':{'M':{'k':{'N':'1'}}},'l':{'L':[{'S':'b'}]},'n':{'N':'5'}}"));
        assertThat(updated.touchedAfter()).isEqualTo(item("{'m':{'M':{'k':{'N':'8'}}},'l':{'L':[{'N':'8'}]}}"));
    }

    @Test
    void onlyWhatGivesSomethingMakesAnItem() {
        assertThat(update("REMOVE a", "").creates()).isFalse();
        assertThat(update("REMOVE a SET b = :n", "':n':{'N':'8'}").creates()).isTrue();
        assertThat(UpdateExpression.none().creates()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SET a = b|The provided expression refers to an attribute that does not exist in the item",
                "SET a.b = id|The document path provided in the update expression is invalid for update",
                "SET n.b = id|The document path provided in the update expression is invalid for update",
                "SET m[0] = id|The document path provided in the update expression is invalid for update",
                "REMOVE a.b|The document path provided in the update expression is invalid for update",
                "SET a = id + n|An operand in the update expression has an incorrect data type",
                "ADD s :n|An operand in the update expression has an incorrect data type",
                "DELETE n :s|An operand in the update expression has an incorrect data type",
                "SET a = n + :tiny|Attempting to store more than 38 significant digits in a Number",
                "SET a = :huge + :huge"
                        + "|Number overflow. Attempting to store a number with magnitude larger than supported range"
            })
    void doesNotFitTheItem(String expression, String message) {
        String values = "':n':{'N':'1'},':s':{'SS':['1']},':tiny':{'N':'1E-60'},':huge':{'N':'9E125'}";
        UpdateExpression update = Clauses.of(
                        ExpressionRequest.UPDATE, requestWithSome("UpdateExpression", expression, values))
                .update();
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> update.apply(item(BEFORE)))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "NO SUCH THING|Syntax error; token: \"NO\", near: \"NO SUCH\"",
                "set _x = :s|Syntax error; token: \"_\", near: \"set _x\"",
                "SET a = :s,|Syntax error; token: \"<EOF>\", near: \",\"",
                "SET a = b + c + d|Syntax error; token: \"+\", near: \"c + d\"",
                "SET a = set|Syntax error; token: \"set\", near: \"= set\"",
                "ADD a b|Syntax error; token: \"b\", near: \"a b\"",
                "SET a = other(:s)|Invalid function name; function: other",
                "SET a = :s SET b = :s|The \"SET\" section can only be used once in an update expression;",
                "REMOVE name|Attribute name is a reserved keyword; reserved keyword: name",
                "SET a = :s, b = :zz|An expression attribute value used in expression is not defined; attribute value: :zz",
                "SET a = if_not_exists(a)|Incorrect number of operands for operator or function;"
                        + " operator or function: if_not_exists, number of operands: 1",
                "SET a = if_not_exists(:s, a)|Operator or function requires a document path;"
                        + " operator or function: if_not_exists",
                "SET a = list_append(a, :s)|Incorrect operand type for operator or function;"
                        + " operator or function: list_append, operand type: S",
                "SET a = a + :s|Incorrect operand type for operator or function; operator or function: +, operand type: S",
                "ADD a :s|Incorrect operand type for operator or function; operator: ADD, operand type: STRING",
                "DELETE a :n|Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER",
                "SET a.b = :s, a = :s|Two document paths overlap with each other; must remove or rewrite one of these paths;"
                        + " path one: [a, b], path two: [a]",
                "SET a[1] = :s REMOVE a.b|Two document paths conflict with each other;"
                        + " must remove or rewrite one of these paths; path one: [a, [1]], path two: [a, b]"
            })
    void isRefused(String expression, String message) {
        refused(
                ExpressionRequest.UPDATE,
                request("UpdateExpression", expression, "", "':s':{'S':'x'},':n':{'N':'1'}"),
                "Invalid UpdateExpression: " + message);
    }

    @Test
    void leavesTheKeyAlone() {
        KeySchema keys = new KeySchema(new KeyAttribute("pk", "S"), new KeyAttribute("sk", "S"));
        UpdateExpression update = update("SET n = :n REMOVE sk", "':n':{'N':'1'}");
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> update.requireNoKey(keys))
                .withMessage("One or more parameter values were invalid: Cannot update attribute sk."
                        + " This attribute is part of the key");
    }
}
