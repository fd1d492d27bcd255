package io.jenkins.plugins.msstore.client.wire;

import io.jenkins.plugins.msstore.client.model.Platform;
import java.util.List;

/** {@code ProductPlatform} in JSON; any field may be missing. */
public record WirePlatform(String platformName, Version minVersion, Version maxTestedVersion) {

    /** {@code VersionInfo} in JSON. */
    public record Version(Long major, Long minor, Long build, Long revision) {

        private static String text(Version version) {
            return version == null
                    ? null
                    : number(version.major) + "." + number(version.minor) + "." + number(version.build) + "."
                            + number(version.revision);
        }

        private static long number(Long part) {
            return part == null ? 0 : part;
        }
    }

    /** The platforms that have a name. */
    static List<Platform> platforms(List<WirePlatform> wire) {
        return WireText.list(wire).stream()
                .filter(platform -> platform.platformName != null && !platform.platformName.isBlank())
                .map(platform -> new Platform(
                        WireText.line(platform.platformName),
                        Version.text(platform.minVersion),
                        Version.text(platform.maxTestedVersion)))
                .toList();
    }
}
