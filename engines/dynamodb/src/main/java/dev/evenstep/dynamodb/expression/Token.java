package dev.evenstep.dynamodb.expression;

import java.util.ArrayList;
import java.util.List;

/** A word of an expression, and where it stands in it. */
record Token(Kind kind, String text, int start, int end) {

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
        int at = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else {
                Token token = at(text, at);
                tokens.add(token);
                at = token.end();
            }
        }
        tokens.add(new Token(Kind.END, "<EOF>", text.length(), text.length()));
        return tokens;
    }

    private static Token at(String text, int start) {
        char first = text.charAt(start);
        Kind kind = Kind.SYMBOL;
        int end = start + 1;
        if (isLetter(first)) {
            kind = Kind.NAME;
            end = endOfWord(text, end);
        } else if ((first == '#' || first == ':') && endOfWord(text, end) > end) {
            kind = first == '#' ? Kind.NAME_REFERENCE : Kind.VALUE_REFERENCE;
            end = endOfWord(text, end);
        } else if (isDigit(first)) {
            kind = Kind.NUMBER;
            while (first != '0' && end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
        } else if (text.startsWith("<=", start) || text.startsWith(">=", start) || text.startsWith("<>", start)) {
            end++;
        }
        return new Token(kind, text.substring(start, end), start, end);
    }

    private static int endOfWord(String text, int from) {
        int end = from;
        while (end < text.length()
                && (isLetter(text.charAt(end)) || isDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return end;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
