package dev.evenstep.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.BRIDGE;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import com.tngtech.archunit.core.domain.properties.HasName;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A public type and its members, a line each: everything that a program that was compiled against it may rely on. */
final class ApiSignatures {

    /** In the order in which they are written; others say nothing to a caller. */
    private static final List<JavaModifier> MODIFIERS = List.of(PUBLIC, PROTECTED, ABSTRACT, STATIC, FINAL);

    /** As the JVM calls an array of objects. */
    private static final Pattern ARRAY = Pattern.compile("\\[L([\\w.$]+);");

    /** Every object has them. */
    private static final Set<String> OF_OBJECTS = Set.of("equals", "hashCode", "toString");

    private ApiSignatures() {}

    static Stream<String> of(JavaClass type) {
        Stream<String> fields = type.getFields().stream()
                .filter(field -> isOpen(field.getModifiers()))
                .map(field -> type.getName() + "." + field(field));
        Stream<String> members = type.getCodeUnits().stream()
                .filter(member -> isOpen(member.getModifiers()) && !OF_OBJECTS.contains(member.getName()))
                .map(member -> type.getName() + "." + codeUnit(member));
        return Stream.concat(Stream.of(header(type)), Stream.concat(fields, members));
    }

    private static boolean isOpen(Set<JavaModifier> modifiers) {
        boolean isMade = modifiers.contains(SYNTHETIC) || modifiers.contains(BRIDGE);
        return !isMade && (modifiers.contains(PUBLIC) || modifiers.contains(PROTECTED));
    }

    private static String header(JavaClass type) {
        String kind = type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
        Stream<JavaType> parents = Stream.concat(
                type.getSuperclass().stream(), type.getInterfaces().stream().sorted(ApiSignatures::byName));
        return "%s: %s%s%s%s"
                .formatted(
                        type.getName(),
                        modifiers(type.getModifiers()),
                        kind,
                        " " + variables(type.getTypeParameters()),
                        names("extends ", parents, ""))
                .strip();
    }

    private static String name(HasName type) {
        return ARRAY.matcher(type.getName()).replaceAll("$1[]");
    }

    private static int byName(JavaType one, JavaType other) {
        return one.getName().compareTo(other.getName());
    }

    private static String field(JavaField field) {
        return field.getName() + ": " + modifiers(field.getModifiers()) + name(field.getType());
    }

    private static String codeUnit(JavaCodeUnit member) {
        return "%s%s: %s%s%s%s"
                .formatted(
                        member.getName(),
                        names("(", member.getParameterTypes().stream(), ")"),
                        modifiers(member.getModifiers()),
                        variables(member.getTypeParameters()),
                        name(member.getReturnType()),
                        names(" throws ", member.getExceptionTypes().stream(), ""));
    }

    private static String modifiers(Set<JavaModifier> modifiers) {
        return MODIFIERS.stream()
                .filter(modifiers::contains)
                .map(modifier -> modifier.name().toLowerCase(Locale.ROOT) + " ")
                .collect(Collectors.joining());
    }

    private static String variables(Collection<? extends JavaTypeVariable<?>> variables) {
        return variables.isEmpty() ? "" : names("<", variables.stream(), "> ");
    }

    private static String names(String before, Stream<? extends HasName> types, String after) {
        String list = types.map(ApiSignatures::name).collect(Collectors.joining(", "));
        return list.isEmpty() && after.isEmpty() ? "" : before + list + after;
    }
}
