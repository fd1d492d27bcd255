/** The lists that a build reads: arguments, log lines, report among the artifacts, end. */
package io.jenkins.plugins.msstore.operation.listing;
