package dev.evenstep.dynamodb.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTest {

    private static final String MANY = "Supplied AttributeValue has more than one datatypes set,"
            + " must contain exactly one of the supported datatypes";
    private static final String NONE =
            "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
    private static final String PARAMETER = "One or more parameter values were invalid: ";

    static JsonNode json(String text) {
        try {
            return JsonTrees.parse(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static void refused(String value, String code, String message) {
        assertThatExceptionOfType(AwsException.class)
                .as(value)
                .isThrownBy(() -> ValueJson.read(json(value)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'S':'text'}|{'S':'text'}",
                "{'S':''}|{'S':''}",
                "{'N':'00042'}|{'N':'42'}",
                "{'N':'-0.0'}|{'N':'0'}",
                "{'N':'1.5E2'}|{'N':'150'}",
                "{'N':'3.1400'}|{'N':'3.14'}",
                "{'N':'1E-5'}|{'N':'0.00001'}",
                "{'N':'12345678901234567890123456789012345678'}|{'N':'12345678901234567890123456789012345678'}",
                "{'B':'AQI='}|{'B':'AQI='}",
                "{'BOOL':false}|{'BOOL':false}",
                "{'NULL':true}|{'NULL':true}",
                "{'BOOL':'no'}|{'BOOL':false}",
                "{'NULL':'1'}|{'NULL':true}",
                "{'M':{'a':{'L':[{'S':'x'},{'N':'2'}]}}}|{'M':{'a':{'L':[{'S':'x'},{'N':'2'}]}}}",
                "{'L':[]}|{'L':[]}",
                "{'SS':['b','a']}|{'SS':['b','a']}",
                "{'NS':['1.0','2']}|{'NS':['1','2']}",
                "{'BS':['AQ==','Ag==']}|{'BS':['AQ==','Ag==']}"
            })
    void isReadAndWrittenAgain(String given, String written) {
        assertThat(ValueJson.write(ValueJson.read(json(given)))).isEqualTo(json(written));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}|" + NONE,
                "{'X':'a'}|" + NONE,
                "{'L':[{}]}|" + NONE,
                "{'S':'a','N':'1'}|" + MANY,
                "{'NULL':false}|" + PARAMETER + "Null attribute value types must have the value of true",
                "{'SS':[]}|" + PARAMETER + "An string set  may not be empty",
                "{'M':{'a':{'NS':[]}}}|" + PARAMETER + "An number set  may not be empty",
                "{'BS':[]}|" + PARAMETER + "Binary sets should not be empty",
                "{'SS':['a','b','a']}|" + PARAMETER + "Input collection [a, b, a] contains duplicates.",
                "{'BS':['Yg==','Yg==']}|" + PARAMETER + "Input collection [Yg==, Yg==]of type BS contains duplicates.",
                "{'NS':['1','1.0']}|Input collection contains duplicates",
                "{'N':''}|The parameter cannot be converted to a numeric value",
                "{'S':'a','N':'b'}|The parameter cannot be converted to a numeric value: b",
                "{'N':' 1'}|The parameter cannot be converted to a numeric value:  1",
                "{'N':'123456789012345678901234567890123456789'}"
                        + "|Attempting to store more than 38 significant digits in a Number",
                "{'N':'1E126'}|Number overflow. Attempting to store a number with magnitude larger than supported range",
                "{'N':'-1E-131'}"
                        + "|Number underflow. Attempting to store a number with magnitude smaller than supported range"
            })
    void isRefusedAsInvalid(String value, String message) {
        refused(value, "ValidationException", message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'text'|Unexpected value type in payload",
                "{'BOOL':'maybe'}|Unexpected token received from parser",
                "{'S':1}|NUMBER_VALUE cannot be converted to String",
                "{'S':1.5}|DECIMAL_VALUE cannot be converted to String",
                "{'N':true}|TRUE_VALUE cannot be converted to String",
                "{'S':[]}|Unrecognized collection type class java.lang.String",
                "{'BOOL':1}|NUMBER_VALUE cannot be converted to Boolean",
                "{'L':{}}|Start of structure or map found where not expected",
                "{'SS':'a'}|Unexpected field type",
                "{'B':'abc'}|Base64 encoded length is expected a multiple of 4 bytes but found: 3"
            })
    void isRefusedForItsShape(String value, String message) {
        refused(value, "SerializationException", message);
    }

    @Test
    void nestsThirtyTwoLevelsAndNoMore() {
        String open = "{'M':{'a':";
        String close = "}}";
        ValueJson.read(json(open.repeat(31) + "{'S':''}" + close.repeat(31)));
        refused(
                open.repeat(32) + "{'S':''}" + close.repeat(32),
                "ValidationException",
                "Nesting Levels have exceeded supported limits:"
                        + " Attributes in the item have nested levels beyond supported limit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}|0",
                "{'name':{'S':'Zoë'}}|8",
                "{'n':{'N':'0'}}|2",
                "{'n':{'N':'7'}}|3",
                "{'n':{'N':'-7'}}|4",
                "{'n':{'N':'1000000'}}|3",
                "{'n':{'N':'123'}}|4",
                "{'n':{'N':'12.5'}}|4",
                "{'n':{'N':'12345678901234567890123456789012345678'}}|21",
                "{'b':{'B':'AQID'},'t':{'BOOL':true},'z':{'NULL':true}}|8",
                "{'l':{'L':[]}}|4",
                "{'l':{'L':[{'S':'ab'},{'S':'c'}]}}|9",
                "{'m':{'M':{'k':{'S':'v'}}}}|7",
                "{'s':{'SS':['ab','c']},'t':{'NS':['1','22']}}|9"
            })
    void itemSizeIsNamesAndValues(String item, int size) {
        assertThat(BilledSize.of(ValueJson.readItem(json(item)))).isEqualTo(size);
    }

    @Test
    void utf8IsCountedAsItIsWritten() {
        String text = "aé€𝄞";
        assertThat(BilledSize.utf8(text)).isEqualTo(text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
    }
}
