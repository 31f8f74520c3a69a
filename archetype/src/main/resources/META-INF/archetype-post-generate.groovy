// What no archetype's jar can carry: that a file is executable, and a name that Maven leaves out of jars.
def project = new File(request.outputDirectory, request.artifactId)
new File(project, "evenstep").setExecutable(true)
new File(project, "gitignore").renameTo(new File(project, ".gitignore"))
