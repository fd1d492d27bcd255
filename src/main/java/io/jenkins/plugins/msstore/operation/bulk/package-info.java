/** The operation on the seats of many users: its arguments, its log lines, its report among the artifacts, its end. */
package io.jenkins.plugins.msstore.operation.bulk;
