package dev.evenstep.dynamodb.expression;

import static dev.evenstep.dynamodb.expression.ExpressionCases.item;
import static dev.evenstep.dynamodb.expression.ExpressionCases.refused;
import static dev.evenstep.dynamodb.expression.ExpressionCases.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.dynamodb.value.TableItem;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionExpressionTest {

    private static final TableItem ORDER =
            item("{'id':{'S':'o-1'},'price':{'N':'25.50'},'parts':{'L':[{'M':{'sku':{'S':'pen'},"
                    + "'qty':{'N':'3'}}},{'S':'gift'}]},'tags':{'SS':['new','eu']},'codes':{'NS':['1','2']},'paid':{'BOOL':true},"
                    + "'bin':{'B':'AQID'},'nil':{'NULL':true}}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "id = :s|':s':{'S':'o-1'}|true",
                "price = :n|':n':{'N':'2.55E1'}|true",
                "price = :n|':n':{'S':'25.5'}|false",
                "price <> :n|':n':{'S':'25.5'}|true",
                "gone <> :n|':n':{'N':'1'}|true",
                "gone = :n|':n':{'N':'1'}|false",
                "NOT gone = :n|':n':{'N':'1'}|true",
                "price < :n|':n':{'S':'9'}|false",
                ":n < price|':n':{'N':'9'}|true",
                "price BETWEEN :a and :b|':a':{'N':'25.5'},':b':{'N':'26'}|true",
                "id in (:a, :b)|':a':{'S':'x'},':b':{'S':'o-1'}|true",
                "gone in (:a)|':a':{'S':'x'}|false",
                "attribute_exists(parts[0].sku)||true",
                "attribute_exists(parts[2])||false",
                "attribute_not_exists(parts[0].color)||true",
                "attribute_type(nil, :t)|':t':{'S':'NULL'}|true",
                "attribute_type(gone, :t)|':t':{'S':'S'}|false",
                "begins_with(id, :p)|':p':{'S':'o-'}|true",
                "begins_with(bin, :p)|':p':{'B':'AQ=='}|true",
                "begins_with(price, :p)|':p':{'S':'2'}|false",
                "contains(id, :p)|':p':{'S':'-'}|true",
                "contains(tags, :p)|':p':{'S':'eu'}|true",
                "contains(codes, :p)|':p':{'N':'2.0'}|true",
                "contains(parts, :p)|':p':{'S':'gift'}|true",
                "contains(bin, :p)|':p':{'B':'AgM='}|true",
                "contains(tags, :p)|':p':{'N':'1'}|false",
                "size(id) = :n|':n':{'N':'3'}|true",
                "size(parts) > :n|':n':{'N':'1'}|true",
                "size(bin) >= :n AND size(tags) <= :n|':n':{'N':'3'}|true",
                "size(price) > :n|':n':{'N':'0'}|false",
                "paid = :f OR price > :n AND id = :s|':f':{'BOOL':true},':n':{'N':'99'},':s':{'S':'x'}|true",
                "(paid = :f OR price > :n) AND id = :s|':f':{'BOOL':true},':n':{'N':'99'},':s':{'S':'x'}|false",
                "not paid = :f or id = :s|':f':{'BOOL':true},':s':{'S':'o-1'}|true",
                "(NOT (id = :s))|':s':{'S':'o-1'}|false",
                "((id) = (:s)) AND (price > :n)|':s':{'S':'o-1'},':n':{'N':'1'}|true",
                "tags = :t|':t':{'SS':['eu','new']}|true"
            })
    void holdsOrNot(String expression, String values, boolean holds) {
        Clauses clauses = Clauses.of(
                ExpressionRequest.PUT, request("ConditionExpression", expression, "", values == null ? "" : values));
        assertThat(clauses.condition().test(ORDER)).isEqualTo(holds);
    }

    @Test
    void withoutAnItemOnlyWhatIsAbsentHolds() {
        Clauses clauses = Clauses.of(
                ExpressionRequest.PUT,
                request("ConditionExpression", "attribute_not_exists(id) AND id <> :s", "", "':s':{'S':''}"));
        assertThat(clauses.condition().test(TableItem.empty())).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a > 4|Syntax error; token: \"4\", near: \"> 4\"",
                "!!! NO|Syntax error; token: \"!\", near: \"!!\"",
                "a = :s AND|Syntax error; token: \"<EOF>\", near: \"AND\"",
                "order_id|Syntax error; token: \"<EOF>\", near: \"order_id\"",
                "_id = :s|Syntax error; token: \"_\", near: \"_id\"",
                "first-name = :s|Syntax error; token: \"-\", near: \"first-name\"",
                "a in :s|Syntax error; token: \":s\", near: \"in :s\"",
                "a in (:s,)|Syntax error; token: \")\", near: \",)\"",
                "a > between|Syntax error; token: \"between\", near: \"> between\"",
                "size(a)[0] > b|Syntax error; token: \"[\", near: \")[0\"",
                "a = ((:s))|The expression has redundant parentheses;",
                "b = :s and ((a = :s or a = c))|The expression has redundant parentheses;",
                "Size(a) > :s|Invalid function name; function: Size",
                "size(a)|The function is not allowed to be used this way in an expression; function: size",
                "contains(a, b) = :s|The function is not allowed to be used this way in an expression; function: contains",
                "stAtus = #x|Attribute name is a reserved keyword; reserved keyword: stAtus",
                "#x = :y|An expression attribute name used in the document path is not defined; attribute name: #x",
                "a = :y|An expression attribute value used in expression is not defined; attribute value: :y",
                "attribute_exists(a, b)|Incorrect number of operands for operator or function;"
                        + " operator or function: attribute_exists, number of operands: 2",
                "begins_with(a)|Incorrect number of operands for operator or function;"
                        + " operator or function: begins_with, number of operands: 1",
                "begins_with(a, :n)|Incorrect operand type for operator or function;"
                        + " operator or function: begins_with, operand type: N",
                "size(:n) > a|Incorrect operand type for operator or function;"
                        + " operator or function: size, operand type: N",
                "attribute_type(a, :n)|Incorrect operand type for operator or function;"
                        + " operator or function: attribute_type, operand type: N",
                "a < :t|Incorrect operand type for operator or function; operator: <, operand type: BOOL",
                "attribute_type(a, :s)|Invalid attribute type name found; type: x,"
                        + " valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}",
                "attribute_exists(:s)|Operator or function requires a document path;"
                        + " operator or function: attribute_exists",
                "a.b[1] >= a.b[1]|The first operand must be distinct from the remaining operands for this operator or"
                        + " function; operator: >=, first operand: [a, b, [1]]",
                "a between :s and :n|The BETWEEN operator requires same data type for lower and upper bounds;"
                        + " lower bound operand: AttributeValue: {S:x}, upper bound operand: AttributeValue: {N:1}",
                "a between :s and :r|The BETWEEN operator requires upper bound to be greater than or equal to lower bound;"
                        + " lower bound operand: AttributeValue: {S:x}, upper bound operand: AttributeValue: {S:r}"
            })
    void isRefused(String expression, String message) {
        String values = "':s':{'S':'x'},':n':{'N':'1'},':t':{'BOOL':true},':r':{'S':'r'}";
        refused(
                ExpressionRequest.PUT,
                request("ConditionExpression", expression, "", values),
                "Invalid ConditionExpression: " + message);
    }

    @Test
    void sizeAndOperatorsAreLimited() {
        refused(
                ExpressionRequest.PUT,
                request("ConditionExpression", "a".repeat(4097), "", ""),
                "Invalid ConditionExpression: Expression size has exceeded the maximum allowed size;"
                        + " expression size: 4097");
        String many = String.join(" OR ", Collections.nCopies(151, "a=:s"));
        refused(
                ExpressionRequest.PUT,
                request("ConditionExpression", many, "", "':s':{'S':'x'}"),
                "Invalid ConditionExpression: The expression contains too many operators; operator count: 301");
        refused(
                ExpressionRequest.PUT,
                request("ConditionExpression", "(".repeat(4096), "", ""),
                "Invalid ConditionExpression: The expression has redundant parentheses;");
        String values = String.join(",", Collections.nCopies(101, ":s"));
        refused(
                ExpressionRequest.PUT,
                request("ConditionExpression", "a IN (" + values + ")", "", "':s':{'S':'x'}"),
                "Invalid ConditionExpression: The IN operator is provided with too many operands;"
                        + " number of operands: 101");
    }
}
