package io.augment.examples.cli;

import picocli.CommandLine.IVersionProvider;

/** Reads the version from the archive's manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"augment " + (version == null ? "(not packaged)" : version)};
    }
}
