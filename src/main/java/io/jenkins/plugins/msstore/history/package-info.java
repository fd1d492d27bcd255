/**
 * What the operations of a build came to, kept in a file of the build's folder: small, whatever an operation's size, and
 * readable after a controller that was killed. Knows no Jenkins type.
 */
package io.jenkins.plugins.msstore.history;
