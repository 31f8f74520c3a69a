package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Problem;
import dev.evenstep.local.template.language.Problems;
import dev.evenstep.local.template.language.TemplateException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The templates that one template nests, by the logical ids of the applications in there. */
final class NestedTemplates {

    private final Nesting nesting;
    private final TemplateOptions options;
    private final StackBuilder builder;
    private final CdkAssets assets;
    private final Map<String, TemplateReading> readings = new HashMap<>();

    NestedTemplates(Nesting nesting, TemplateOptions options, StackBuilder builder) {
        this.nesting = nesting;
        this.options = options;
        this.builder = builder;
        this.assets = new CdkAssets(nesting.template());
    }

    /**
     * Reads the template of an application.
     *
     * @param property where its location is
     * @param name the nested stack's
     */
    Optional<TemplateReading> read(Properties application, String property, String name) {
        var location = application.text(property).orElse("");
        var key = location.substring(location.lastIndexOf('/') + 1);
        var path = assets.staged(application.declaration(), Optional.of(key)).orElse(location);
        if (path.contains("://")) {
            application.problem(
                    property, "is " + path + "; nothing is fetched locally: save the template, and name its file");
        } else if (!path.isEmpty()) {
            file(application, property, path).ifPresent(file -> read(application, property, name, file));
        }
        return of(application);
    }

    private Optional<Path> file(Properties application, String property, String path) {
        try {
            var file = nesting.template().resolveSibling(path).normalize();
            if (!nesting.templates().contains(file)) {
                return Optional.of(file);
            }
            application.problem(property, "is " + path + ", which stands around this application itself");
        } catch (InvalidPathException e) {
            application.problem(property, "is " + path + ", which is no path");
        }
        return Optional.empty();
    }

    private void read(Properties application, String property, String name, Path file) {
        var id = application.declaration().id();
        var inside = options.withStackName(name).withParameters(application.entries("Parameters"));
        try {
            var problems = new Problems(file);
            readings.put(id, new TemplateReading(nesting.inside(id, file), inside, builder, problems));
        } catch (TemplateException e) {
            report(application, property, file, e.problems());
        }
    }

    Optional<TemplateReading> of(Properties application) {
        return Optional.ofNullable(readings.get(application.declaration().id()));
    }

    /** Whoever nests a template has its problems. */
    void report(Properties application, String property, Path file, List<Problem> problems) {
        var shown = nesting.template().resolveSibling("").relativize(file);
        problems.forEach(problem -> application.problem(property, "leads to " + shown + ": " + problem));
    }
}
