// Here, since a validationRegex holds only where Maven asks a person.
if (!(request.artifactId ==~ /[a-z]([a-z0-9-]{0,38}[a-z0-9])?/)) {
    throw new IllegalArgumentException("\"${request.artifactId}\" is no artifactId for this: at most 40 lower-case letters, digits and hyphens, a letter first")
}

// What no archetype's jar can carry: that a file is executable, and a name that Maven leaves out of jars.
def project = new File(request.outputDirectory, request.artifactId)
new File(project, "evenstep").setExecutable(true)
new File(project, "gitignore").renameTo(new File(project, ".gitignore"))
