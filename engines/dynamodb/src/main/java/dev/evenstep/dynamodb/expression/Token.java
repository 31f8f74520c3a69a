package dev.evenstep.dynamodb.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A word of an expression, and where it stands in it. */
record Token(Kind kind, String text, int start, int end) {

    private static final Pattern WORD = Pattern.compile("[A-Za-z]\\w*|[#:]\\w+|0|[1-9]\\d*|<=|>=|<>|\\S");

    enum Kind {
        NAME,
        NAME_REFERENCE,
        VALUE_REFERENCE,
        NUMBER,
        SYMBOL,
        END
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isWord(String word) {
        return kind == Kind.NAME && text.equalsIgnoreCase(word);
    }

    /** All of an expression; its end is the last. What is no word is a symbol of one character, for the parser to refuse. */
    static List<Token> all(String text) {
        List<Token> tokens = new ArrayList<>();
        for (Matcher word = WORD.matcher(text); word.find(); ) {
            tokens.add(new Token(kind(word.group()), word.group(), word.start(), word.end()));
        }
        tokens.add(new Token(Kind.END, "<EOF>", text.length(), text.length()));
        return tokens;
    }

    private static Kind kind(String word) {
        char first = word.charAt(0);
        if (first >= '0' && first <= '9') {
            return Kind.NUMBER;
        }
        if ((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z')) {
            return Kind.NAME;
        }
        if (word.length() > 1 && first == '#') {
            return Kind.NAME_REFERENCE;
        }
        return word.length() > 1 && first == ':' ? Kind.VALUE_REFERENCE : Kind.SYMBOL;
    }
}
