/**
 * Stores the outcomes of a build's operations in a file of the build's folder: small for any size of operation, and
 * readable after the controller was killed. Knows no Jenkins type.
 */
package io.jenkins.plugins.msstore.history;
