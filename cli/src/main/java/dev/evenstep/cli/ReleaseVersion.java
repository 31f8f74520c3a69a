package dev.evenstep.cli;

import dev.evenstep.cli.project.Release;
import picocli.CommandLine.IVersionProvider;

/** Which release this is. */
final class ReleaseVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"evenstep " + Release.current().version()};
    }
}
