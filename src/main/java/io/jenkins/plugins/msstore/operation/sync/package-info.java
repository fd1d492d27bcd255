/** The sync of a build: arguments, log lines, end. */
package io.jenkins.plugins.msstore.operation.sync;
