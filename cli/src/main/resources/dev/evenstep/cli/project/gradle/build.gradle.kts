plugins {
    java
}

group = "@group@"
version = "1.0-SNAPSHOT"

val evenstep = "@evenstep@"
val command = configurations.create("command")

repositories {
    mavenCentral()
}

dependencies {
    implementation(platform("dev.evenstep:evenstep-bom:$evenstep"))
    implementation("dev.evenstep:evenstep-aws")
    runtimeOnly("org.slf4j:slf4j-simple:@slf4j@")
    testImplementation("dev.evenstep:evenstep-testkit")
    testImplementation("org.junit.jupiter:junit-jupiter:@junit@")
    testRuntimeOnly("org.junit.platform:junit-platform-launcher:@junit@")
    command("dev.evenstep:evenstep-cli:$evenstep")
}

// Any JDK of 21 or newer does: the classes are those of 21.
java {
    toolchain {
        languageVersion = JavaLanguageVersion.of(@jdk@)
    }
}

tasks.withType<JavaCompile>().configureEach {
    options.release = 21
    options.encoding = "UTF-8"
    options.compilerArgs.add("-parameters")
}

tasks.processTestResources {
    from("events-samples") {
        into("events-samples")
    }
}

tasks.test {
    useJUnitPlatform()
}

// What Lambda takes: the classes, and beside them the libraries under lib/.
val lambdaZip by tasks.registering(Zip::class) {
    archiveFileName = "@name@.zip"
    destinationDirectory = layout.buildDirectory
    from(sourceSets.main.get().output)
    into("lib") {
        from(configurations.runtimeClasspath)
    }
}

tasks.assemble {
    dependsOn(lambdaZip)
}

// For ./evenstep: where the command's jars are.
tasks.register("commandClassPath") {
    val jars: FileCollection = command
    val file = layout.projectDirectory.file(".evenstep/class-path-$evenstep").asFile
    doLast {
        file.parentFile.mkdirs()
        file.writeText(jars.asPath)
    }
}
