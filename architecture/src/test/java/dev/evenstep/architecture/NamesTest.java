package dev.evenstep.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One meaning, one name: a stack trace or a search shows which type is meant. */
class NamesTest {

    /** Nested types that are not public are read beside what they belong to. */
    @Test
    void noTwoTypesHaveOneSimpleName() {
        Map<String, List<String>> byName = Modules.toolkit().stream()
                .filter(type -> type.isTopLevelClass() || isPublic(type))
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName,
                        TreeMap::new,
                        Collectors.mapping(JavaClass::getName, Collectors.toList())));

        byName.values().removeIf(types -> types.size() == 1);

        assertThat(byName).isEmpty();
    }

    private static boolean isPublic(JavaClass type) {
        return !type.isAnonymousClass()
                && !type.isLocalClass()
                && type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass()
                        .map(outer -> outer.isTopLevelClass()
                                ? outer.getModifiers().contains(JavaModifier.PUBLIC)
                                : isPublic(outer))
                        .orElse(true);
    }
}
