package io.jenkins.plugins.msstore.client.model;

import java.util.Objects;

/**
 * A platform that a product or a package runs on.
 *
 * @param platformName the platform's name, such as {@code Windows.Desktop}
 * @param minVersion the lowest version, such as {@code 10.0.14393.0}; null when the service sent none
 * @param maxTestedVersion the highest version that it was tested with; null when the service sent none
 */
public record Platform(String platformName, String minVersion, String maxTestedVersion) {

    public Platform {
        Objects.requireNonNull(platformName, "platformName");
    }
}
