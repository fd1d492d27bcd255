/** The operations that a build can ask for, each with its arguments checked; steps are fronts of them. */
package io.jenkins.plugins.msstore.operation;
