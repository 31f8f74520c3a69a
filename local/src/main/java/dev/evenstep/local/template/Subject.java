package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Problems;

/** The resource that is being read, for whoever has something to say about it. */
record Subject(Declaration declaration, Problems problems) {

    void problem(int line, String path, String what) {
        problems.report(line, declaration.origin().where(path), what);
    }
}
