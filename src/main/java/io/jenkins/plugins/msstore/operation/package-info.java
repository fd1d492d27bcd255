/** The operations that a build can ask for, each with checked arguments; steps and build steps start them. */
package io.jenkins.plugins.msstore.operation;
