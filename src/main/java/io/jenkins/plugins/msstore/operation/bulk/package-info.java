/** The bulk operation of a build: arguments, log lines, report among the artifacts, end. */
package io.jenkins.plugins.msstore.operation.bulk;
